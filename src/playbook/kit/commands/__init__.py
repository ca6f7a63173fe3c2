"""The commands of the project kit, one module each. The command line finds them by name."""
