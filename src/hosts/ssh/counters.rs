//! What the server counts, and the text that Prometheus reads.

use std::fmt::Write as _;
use std::iter::once;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::hosts::ssh::refusal::Refusal;

/// Upper bounds of the histogram from a key to its frame, in microseconds.
const BUCKETS: [u64; 12] = [
    100, 250, 500, 1_000, 2_000, 5_000, 10_000, 25_000, 50_000, 100_000, 500_000, 2_000_000,
];

/// The counters that are a number alone, by name, each with what Prometheus is told of it.
macro_rules! counters {
    ($($name:ident $help:literal)*) => {
        /// Counters since the start; each only grows.
        #[derive(Debug, Default)]
        pub struct Counters {
            $(pub $name: Counter,)*
            refusals: [Counter; Refusal::ALL.len()],
            /// Frames by the time from their key, the last for those beyond all bounds.
            frames: [Counter; BUCKETS.len() + 1],
            frame_micros: Counter,
        }

        impl Counters {
            fn numbers(&self) -> impl Iterator<Item = (&'static str, &'static str, u64)> {
                [$((stringify!($name), $help, self.$name.get())),*].into_iter()
            }
        }
    };
}

counters! {
    connects "Connections accepted"
    accept_errors "Errors while accepting"
    logins "Logins"
    terminals "Full-screen sessions begun"
    commands "Commands answered"
    received_bytes "Encrypted bytes received"
    sent_bytes "Encrypted bytes sent"
    keys "Keys pressed"
    faults "Faults of ours"
    reloads "Times the content was read anew"
    log_lines_lost "Lines of log that could not be written"
}

#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    pub fn add(&self, amount: u64) {
        self.0.fetch_add(amount, Ordering::Relaxed);
    }

    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Counters {
    pub fn refused(&self, refusal: Refusal) {
        if let Some(counter) = self.refusal(refusal) {
            counter.add(1);
        }
    }

    /// How often something was refused for this reason.
    pub fn refusals(&self, refusal: Refusal) -> u64 {
        self.refusal(refusal).map_or(0, Counter::get)
    }

    fn refusal(&self, refusal: Refusal) -> Option<&Counter> {
        self.refusals.get(refusal as usize)
    }

    /// Notes the time from a key's arrival to its frame handed to the client's channel.
    pub fn framed(&self, time: Duration) {
        let micros = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        let place = BUCKETS.partition_point(|bound| *bound < micros);
        if let Some(counter) = self.frames.get(place) {
            counter.add(1);
        }
        self.frame_micros.add(micros);
    }

    /// Everything in the text format of Prometheus; `gauges` is what there is now, by name.
    pub fn text(&self, gauges: [(&str, &str, usize); 4]) -> String {
        let mut text = String::new();
        for (name, help, value) in gauges {
            let _ = write!(
                text,
                "# HELP calcinosis_{name} {help}\n# TYPE calcinosis_{name} gauge\n\
                 calcinosis_{name} {value}\n"
            );
        }
        for (name, help, value) in self.numbers() {
            let _ = write!(
                text,
                "# HELP calcinosis_{name}_total {help}\n# TYPE calcinosis_{name}_total counter\n\
                 calcinosis_{name}_total {value}\n"
            );
        }
        text.push_str("# HELP calcinosis_refusals_total Things refused, by reason\n");
        text.push_str("# TYPE calcinosis_refusals_total counter\n");
        for refusal in Refusal::ALL {
            let (name, count) = (refusal.name(), self.refusals(*refusal));
            let _ = writeln!(
                text,
                "calcinosis_refusals_total{{reason=\"{name}\"}} {count}"
            );
        }
        self.histogram(&mut text);
        text
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "microseconds as seconds, for people and graphs"
    )]
    fn histogram(&self, text: &mut String) {
        text.push_str("# HELP calcinosis_key_to_frame_seconds From a key to its frame\n");
        text.push_str("# TYPE calcinosis_key_to_frame_seconds histogram\n");
        let bounds = BUCKETS.map(|micros| (micros as f64 / 1e6).to_string());
        let bounds = bounds.into_iter().chain(once("+Inf".to_owned()));
        let mut sum = 0;
        for (bound, counter) in bounds.zip(&self.frames) {
            sum += counter.get();
            let _ = writeln!(
                text,
                "calcinosis_key_to_frame_seconds_bucket{{le=\"{bound}\"}} {sum}"
            );
        }
        let seconds = self.frame_micros.get() as f64 / 1e6;
        let _ = write!(
            text,
            "calcinosis_key_to_frame_seconds_sum {seconds}\n\
             calcinosis_key_to_frame_seconds_count {sum}\n"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_has_every_counter_and_a_cumulative_histogram() {
        let counters = Counters::default();
        counters.refused(Refusal::Rate);
        counters.refused(Refusal::Rate);
        counters.framed(Duration::from_micros(90));
        counters.framed(Duration::from_micros(300));
        counters.framed(Duration::from_secs(9));
        let text = counters.text([("a", "", 1), ("b", "", 2), ("c", "", 3), ("d", "D", 4)]);
        let gauge = "# HELP calcinosis_d D\n# TYPE calcinosis_d gauge\ncalcinosis_d 4\n";
        assert!(text.contains(gauge), "{text}");
        assert!(text.contains("calcinosis_refusals_total{reason=\"rate\"} 2\n"));
        assert!(text.contains("_bucket{le=\"0.0001\"} 1\n"), "{text}");
        assert!(text.contains("_bucket{le=\"0.0005\"} 2\n"), "{text}");
        assert!(text.contains("_bucket{le=\"2\"} 2\n"), "{text}");
        assert!(text.contains("_bucket{le=\"+Inf\"} 3\n"), "{text}");
        assert!(text.contains("_count 3\n"), "{text}");
    }
}
