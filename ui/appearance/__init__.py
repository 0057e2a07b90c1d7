"""How the program looks: colours, signs, style sheet — calm, dense, never colour alone."""
