//! Tasks as people say them: each is answered within three keys after typing, and help is always one key away.

use calcinosis::command::Context;
use calcinosis::input::{Event, parse_keys};
use calcinosis::session::Session;

use super::USUAL;
use super::support::{press, shipped, text};

/// Who asks, the key that opens a list, what is typed, the keys after that, and the place that answers.
const TASKS: &str = include_str!("tasks.tsv");

/// The most keys after typing.
const MOST: usize = 3;

/// Ways worth trying when a task is lost: the first that leads to its place is named.
const WAYS: &[&str] = &[
    "<enter>",
    "<a-1>",
    "<a-2>",
    "<a-3>",
    "<down><enter>",
    "<tab><enter>",
    "<enter>,",
    "<enter>}",
    "<down><a-1>",
    "<down><a-2>",
    "<down><a-3>",
    "<down><down><enter>",
    "<tab><tab><enter>",
    "<down><tab><enter>",
    "<enter>,,",
    "<enter>}}",
    "<down><enter>}",
    "<down><down><a-1>",
    "<down><down><a-2>",
    "<down><down><a-3>",
    "<enter>o1",
    "<enter>o2",
    "<enter>o3",
    "<enter>o4",
    "<enter>o5",
    "<enter>o6",
    "<enter>o7",
    "<enter>o8",
    "<enter>o9",
];

struct Task {
    opens: &'static str,
    typed: &'static str,
    then: &'static str,
    place: &'static str,
}

fn tasks() -> Vec<Task> {
    let task = |line: &'static str| {
        let columns: Vec<&str> = line.split('\t').collect();
        let [_, opens, typed, then, place] = columns.try_into().unwrap();
        Task {
            opens,
            typed,
            then,
            place,
        }
    };
    TASKS.lines().skip(1).map(task).collect()
}

impl Task {
    fn asked(&self) -> Session {
        let mut session = shipped(USUAL);
        press(&mut session, self.opens);
        session.handle(&[Event::Paste(self.typed.to_owned())]);
        session
    }

    /// Where the reader is after these keys: a topic, and the heading of the part unless that is the top.
    fn leads_to(&self, then: &str) -> String {
        let mut session = self.asked();
        press(&mut session, then);
        let app = session.app();
        let topic = &app.state.library().topic(app.state.reader.topic).id;
        match app.state.reader.heading() {
            _ if app.context() != Context::Reader => String::new(),
            Some(heading) if app.state.reader.top > 0 => format!("{topic}#{}", heading.slug),
            _ => topic.clone(),
        }
    }
}

#[test]
fn every_task_is_answered_in_three_keys() {
    let tasks = tasks();
    assert!(tasks.len() >= 60);
    let lost = tasks.iter().filter_map(|task| {
        let keys = parse_keys(task.then).map_or(0, |keys| keys.len());
        assert!(keys <= MOST, "{}", task.typed);
        let place = task.leads_to(task.then);
        if place == task.place {
            return None;
        }
        let way = WAYS.iter().find(|way| task.leads_to(way) == task.place);
        Some(format!(
            "{}\t{}\tleads to {place}, not to {}",
            task.typed,
            way.unwrap_or(&"?"),
            task.place
        ))
    });
    let lost: Vec<String> = lost.collect();
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn help_is_one_key_away_while_a_task_is_typed_and_after_it() {
    for task in tasks().iter().step_by(10) {
        let mut session = task.asked();
        press(&mut session, "<f1>");
        assert_eq!(session.app().context(), Context::Help, "{}", text(&session));
        press(&mut session, "<esc>");
        press(&mut session, task.then);
        let key = if session.app().context().takes_text() {
            "<f1>"
        } else {
            "?"
        };
        press(&mut session, key);
        assert_eq!(session.app().context(), Context::Help, "{}", text(&session));
    }
}
