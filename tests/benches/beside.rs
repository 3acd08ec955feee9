//! The real program beside `less` and a pager that does the least: the table of goals, from one run.
//!
//! `cargo bench --bench beside -- [--rows 1,5,11] [--size 80x24] [--runs N] [--growth]`; `CALCINOSIS_BIN` names another
//! build. Each has a pseudo-terminal that controls it, an empty place for what it keeps, and no settings. They take
//! turns, key by key; a start counts from exec to the last word of the text, a key from its write to the last byte
//! before 50 ms of silence. Processor time is what `getrusage` tells of a child that ended, all threads, less what
//! the launcher used before exec; of a living one it is the sum over `/proc/PID/task/*/schedstat`. Times hold for
//! one machine: compare ratios.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a measurement that cannot go on must fail; its table is its purpose"
)]

#[path = "beside/ends.rs"]
mod ends;
#[path = "beside/figures.rs"]
mod figures;
#[path = "beside/finder.rs"]
mod finder;
#[path = "beside/idle.rs"]
mod idle;
#[path = "beside/keys.rs"]
mod keys;
#[path = "beside/launch.rs"]
mod launch;
#[path = "beside/memory.rs"]
mod memory;
#[path = "../pty/modes.rs"]
mod modes;
#[path = "beside/plan.rs"]
mod plan;
#[path = "beside/process.rs"]
mod process;
#[path = "beside/pseudo.rs"]
mod pseudo;
#[path = "beside/resize.rs"]
mod resize;
#[path = "beside/stage.rs"]
mod stage;
#[path = "beside/start.rs"]
mod start;
#[path = "beside/table.rs"]
mod table;
#[path = "beside/terminal.rs"]
mod terminal;
#[path = "beside/three.rs"]
mod three;
#[path = "search/tree.rs"]
mod tree;
#[path = "beside/trees.rs"]
mod trees;

use std::rc::Rc;

use plan::Plan;
use stage::Stage;
use table::Table;
use trees::Trees;

fn main() {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|word| word == launch::WORD) {
        return launch::become_another(arguments);
    }
    let plan = Plan::from_arguments();
    let stage = Rc::new(Stage::new());
    let table = Table(&plan);
    let trees = Trees::new();
    Table::head();
    for size in &plan.sizes {
        at_each_size(&stage, *size, &table);
    }
    let Some(size) = plan.sizes.first().copied() else {
        return;
    };
    if plan.wants(2) {
        trees::measure(&stage, size, &trees, &table);
    }
    if plan.wants(4) {
        memory::measure(&stage, size, &trees, &table);
    }
    if plan.wants(15) {
        idle::measure(&stage, size, &table);
    }
    if plan.wants(17) {
        ends::restored(&stage, &table);
    }
    if plan.wants(18) {
        ends::gone(&stage, &table);
    }
    if plan.growth {
        memory::growth(&stage, size, &table);
    }
    println!("9 is `cargo bench --bench search`; 10 is for readers of large files");
}

fn at_each_size(stage: &Rc<Stage>, size: terminal::Size, table: &Table<'_>) {
    let plan = table.0;
    if plan.wants_any(&[1, 3, 14, 19]) {
        start::measure(stage, size, table);
    }
    if plan.wants_any(&[5, 6, 7, 11, 12, 13]) {
        keys::measure(stage, size, table);
    }
    if plan.wants(8) {
        finder::measure(stage, size, table);
    }
    if plan.wants(16) {
        resize::measure(stage, size, table);
    }
}
