"""What charts are made of: figures over the years, the results of applications, the course of a collection."""
