//! What the server counts, and the text that Prometheus reads.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::hosts::ssh::gate::Occupancy;
use crate::hosts::ssh::refusal::{REFUSALS, Refusal};

/// Upper bounds of the histogram from a key to its frame, in microseconds.
const BUCKETS: [u64; 12] = [
    100, 250, 500, 1_000, 2_000, 5_000, 10_000, 25_000, 50_000, 100_000, 500_000, 2_000_000,
];

/// Counters since the start; each only grows.
#[derive(Debug, Default)]
pub struct Counters {
    pub connects: Counter,
    pub accept_errors: Counter,
    pub logins: Counter,
    pub terminals: Counter,
    pub commands: Counter,
    pub bytes_in: Counter,
    pub bytes_out: Counter,
    pub keys: Counter,
    pub faults: Counter,
    pub reloads: Counter,
    pub log_lost: Arc<Counter>,
    refusals: [Counter; REFUSALS.len()],
    frames: [Counter; BUCKETS.len()],
    slower: Counter,
    frame_micros: Counter,
}

/// What there is now; each grows and shrinks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Gauges {
    pub occupancy: Occupancy,
    /// Channels that are served.
    pub channels: usize,
    /// Tasks of the runtime, those of the SSH library and of the server itself included.
    pub tasks: usize,
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
        self.frames.get(place).unwrap_or(&self.slower).add(1);
        self.frame_micros.add(micros);
    }

    /// Everything in the text format of Prometheus.
    pub fn text(&self, now: Gauges) -> String {
        let mut text = String::new();
        let Occupancy {
            sessions,
            unauthenticated,
        } = now.occupancy;
        for (name, help, value) in [
            ("sessions", "Readers logged in", sessions),
            (
                "unauthenticated",
                "Connections not logged in yet",
                unauthenticated,
            ),
            ("channels", "Channels that are served", now.channels),
            ("tasks", "Live tasks of the runtime", now.tasks),
        ] {
            gauge(&mut text, name, help, value);
        }
        for (name, help, counter) in self.plain() {
            let _ = write!(
                text,
                "# HELP calcinosis_{name}_total {help}\n# TYPE calcinosis_{name}_total counter\n\
                 calcinosis_{name}_total {}\n",
                counter.get()
            );
        }
        text.push_str("# HELP calcinosis_refusals_total Things refused, by reason\n");
        text.push_str("# TYPE calcinosis_refusals_total counter\n");
        for (refusal, name, _) in REFUSALS {
            let count = self.refusals(*refusal);
            let _ = writeln!(
                text,
                "calcinosis_refusals_total{{reason=\"{name}\"}} {count}"
            );
        }
        self.histogram(&mut text);
        text
    }

    fn plain(&self) -> [(&'static str, &'static str, &Counter); 11] {
        [
            ("connects", "Connections accepted", &self.connects),
            (
                "accept_errors",
                "Errors while accepting",
                &self.accept_errors,
            ),
            ("logins", "Logins", &self.logins),
            ("terminals", "Full-screen sessions begun", &self.terminals),
            ("commands", "Commands answered", &self.commands),
            ("received_bytes", "Encrypted bytes received", &self.bytes_in),
            ("sent_bytes", "Encrypted bytes sent", &self.bytes_out),
            ("keys", "Keys pressed", &self.keys),
            ("faults", "Faults of ours", &self.faults),
            ("reloads", "Times the content was read anew", &self.reloads),
            (
                "log_lines_lost",
                "Lines of log that could not be written",
                &self.log_lost,
            ),
        ]
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "microseconds as seconds, for people and graphs"
    )]
    fn histogram(&self, text: &mut String) {
        text.push_str("# HELP calcinosis_key_to_frame_seconds From a key to its frame\n");
        text.push_str("# TYPE calcinosis_key_to_frame_seconds histogram\n");
        let mut sum = 0;
        for (bound, counter) in BUCKETS.iter().zip(&self.frames) {
            sum += counter.get();
            let bound = *bound as f64 / 1e6;
            let _ = writeln!(
                text,
                "calcinosis_key_to_frame_seconds_bucket{{le=\"{bound}\"}} {sum}"
            );
        }
        sum += self.slower.get();
        let seconds = self.frame_micros.get() as f64 / 1e6;
        let _ = write!(
            text,
            "calcinosis_key_to_frame_seconds_bucket{{le=\"+Inf\"}} {sum}\n\
             calcinosis_key_to_frame_seconds_sum {seconds}\n\
             calcinosis_key_to_frame_seconds_count {sum}\n"
        );
    }
}

fn gauge(text: &mut String, name: &str, help: &str, value: usize) {
    let _ = write!(
        text,
        "# HELP calcinosis_{name} {help}\n# TYPE calcinosis_{name} gauge\ncalcinosis_{name} {value}\n"
    );
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
        let text = counters.text(Gauges {
            occupancy: Occupancy {
                unauthenticated: 1,
                sessions: 2,
            },
            channels: 3,
            tasks: 4,
        });
        assert!(text.contains("calcinosis_sessions 2\n"), "{text}");
        assert!(text.contains("calcinosis_channels 3\n"), "{text}");
        assert!(text.contains("calcinosis_tasks 4\n"), "{text}");
        assert!(text.contains("calcinosis_refusals_total{reason=\"rate\"} 2\n"));
        assert!(text.contains("_bucket{le=\"0.0001\"} 1\n"), "{text}");
        assert!(text.contains("_bucket{le=\"0.0005\"} 2\n"), "{text}");
        assert!(text.contains("_bucket{le=\"2\"} 2\n"), "{text}");
        assert!(text.contains("_bucket{le=\"+Inf\"} 3\n"), "{text}");
        assert!(text.contains("_count 3\n"), "{text}");
    }
}
