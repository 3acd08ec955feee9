//! The command line: every subcommand, one function each.
