//! One reader on one screen: events in, effects and frames out.
