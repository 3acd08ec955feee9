//! Where sessions run, and how their effects are performed.
