//! Runs the command line and exits with its code.
const fn main() {}
