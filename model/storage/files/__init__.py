"""The library as a file of the operating system: where it is, who has it open, that it is durable."""
