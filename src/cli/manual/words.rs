//! The parts of the manual pages that no table of the program holds.

/// A section: a list of terms, then text; either may be empty.
pub(super) struct Part {
    pub title: &'static str,
    pub entries: &'static [(&'static str, &'static str)],
    pub text: &'static str,
}

const EXIT_STATUS: Part = Part {
    title: "EXIT STATUS",
    entries: &[
        ("0", "Done."),
        ("1", "Nothing was found, or the check found problems."),
        (
            "2",
            "Wrong use, or the content or the settings could not be read.",
        ),
    ],
    text: "",
};

pub(super) const READER: &[Part] = &[
    Part {
        title: "EXAMPLES",
        entries: &[
            ("calcinosis", "Open the reader where it was left."),
            ("calcinosis types/tumoral", "Open it at a topic."),
            (
                "calcinosis show HFTC --width 60",
                "Write a topic, found by a search key.",
            ),
            (
                "calcinosis search white lump --limit 3",
                "The three best topics for these words.",
            ),
            (
                "calcinosis sheet --format markdown",
                "What was clipped for a visit to a doctor.",
            ),
        ],
        text: "",
    },
    Part {
        title: "ENVIRONMENT",
        entries: &[
            (
                "TERM",
                "dumb opens plain mode; linux and vt100 get ASCII signs and 16 colours.",
            ),
            (
                "LC_ALL, LC_CTYPE, LANG",
                "Outside UTF-8 the program's own signs are ASCII.",
            ),
            ("NO_COLOR", "When it is set, nothing is coloured."),
        ],
        text: "",
    },
    Part {
        title: "FILES",
        entries: &[
            (
                "$XDG_CONFIG_HOME/calcinosis/config.toml",
                "The settings, in the form that calcinosis config writes; below ~/.config when the variable is not set.",
            ),
            (
                "$XDG_STATE_HOME/calcinosis/",
                "Places, marks, bookmarks and the visit sheet; below ~/.local/state when the variable is not set. Nothing is read or written here with --private.",
            ),
        ],
        text: "",
    },
    EXIT_STATUS,
    Part {
        title: "SEE ALSO",
        entries: &[],
        text: "calcinosis-serve(8), ssh(1), less(1)",
    },
];

#[cfg(feature = "serve")]
pub(super) const SERVE_DESCRIPTION: &str = "Readers need nothing but an SSH client. There is no shell behind the server, nothing is forwarded, and nothing that a reader does is written to the server's disk. Anybody may read unless --authorized-keys names who may.

Every option can stand in the file that --config names, under the same name without its dashes; an option on the command line wins.";

#[cfg(feature = "serve")]
pub(super) const SERVE: &[Part] = &[
    Part {
        title: "SIGNALS",
        entries: &[
            (
                "SIGHUP",
                "Reads limits and content again. What cannot be read is not taken; the log names file and line.",
            ),
            (
                "SIGTERM",
                "Takes no new connections, tells every reader how to come back, puts their terminals back, and ends within --drain.",
            ),
        ],
        text: "",
    },
    Part {
        title: "FILES",
        entries: &[
            (
                "/etc/calcinosis/serve.toml",
                "The settings that the unit of a package names.",
            ),
            (
                "$STATE_DIRECTORY/ssh_host_ed25519_key",
                "The host key (Ed25519, mode 0600), made on the first start and never replaced; in the state folder of the user where systemd sets no STATE_DIRECTORY.",
            ),
        ],
        text: "",
    },
    Part {
        title: "EXAMPLES",
        entries: &[
            (
                "calcinosis serve",
                "Serve on 127.0.0.1:2222; then: ssh -p 2222 127.0.0.1",
            ),
            (
                "calcinosis serve --init --name ssh.example.org",
                "Make the host key, and print its fingerprint and DNS record.",
            ),
            (
                "systemctl enable --now calcinosis.socket",
                "Start at boot, where the package is installed.",
            ),
        ],
        text: "",
    },
    EXIT_STATUS,
    Part {
        title: "SEE ALSO",
        entries: &[],
        text: "calcinosis(1), ssh(1), systemd.socket(5)",
    },
];
