//! What the system tells of a process: processor time, wake-ups, memory.

use std::fs;
use std::path::PathBuf;

use nix::sys::resource::{UsageWho, getrusage};
use rustix::process::Pid;

fn folder(pid: Pid) -> PathBuf {
    PathBuf::from(format!("/proc/{}", pid.as_raw_nonzero()))
}

/// A file of each thread, added up.
fn of_threads(pid: Pid, name: &str, value: impl Fn(&str) -> u64) -> u64 {
    let threads = fs::read_dir(folder(pid).join("task")).unwrap();
    threads
        .filter_map(|thread| fs::read_to_string(thread.ok()?.path().join(name)).ok())
        .map(|text| value(&text))
        .sum()
}

/// Processor time of the threads alive, in nanoseconds; exact for threads that sleep.
pub fn processor(pid: Pid) -> u64 {
    of_threads(pid, "schedstat", |text| {
        text.split(' ').next().unwrap().parse().unwrap()
    })
}

/// How often a thread was given a processor.
pub fn switches(pid: Pid) -> u64 {
    of_threads(pid, "status", |text| {
        let counts = text
            .lines()
            .filter(|line| line.contains("ctxt_switches"))
            .filter_map(|line| line.split_whitespace().last()?.parse::<u64>().ok());
        counts.sum()
    })
}

/// The share of memory that is this process's own, in MB.
pub fn memory(pid: Pid) -> f64 {
    kilobytes(pid, "smaps_rollup", "Pss:") / 1e3
}

/// All memory the process touches, in MB.
pub fn resident(pid: Pid) -> f64 {
    kilobytes(pid, "status", "VmRSS:") / 1e3
}

fn kilobytes(pid: Pid, file: &str, name: &str) -> f64 {
    let text = fs::read_to_string(folder(pid).join(file)).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    let number = line.unwrap().trim().trim_end_matches("kB").trim();
    number.parse().unwrap()
}

/// Whether it sleeps, so that what is told of it is exact.
pub fn is_asleep(pid: Pid) -> bool {
    let text = fs::read_to_string(folder(pid).join("stat")).unwrap();
    text.rsplit(") ").next().unwrap().starts_with('S')
}

/// Processor time of all that ended and were waited for, every thread included, in nanoseconds.
pub fn of_the_ended() -> u64 {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
    let nanoseconds = [usage.user_time(), usage.system_time()]
        .map(|time| time.tv_sec() as u64 * 1_000_000_000 + time.tv_usec() as u64 * 1000);
    nanoseconds.iter().sum()
}
