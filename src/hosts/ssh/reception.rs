//! Who receives a client: the rules for it, its place, and the channels on which nothing runs yet.

use std::collections::HashMap;
use std::sync::Arc;

use russh::keys::PublicKey;
use russh::keys::ssh_key::Fingerprint;
use russh::server::{Auth, ChannelOpenHandle, Session};
use russh::{ChannelId, ChannelOpenFailure};

use crate::hosts::ssh::asking::Asking;
use crate::hosts::ssh::channel::What;
use crate::hosts::ssh::gate::Pass;
use crate::hosts::ssh::options::Limits;
use crate::hosts::ssh::refusal::Refusal;
use crate::hosts::ssh::server::Rules;
use crate::hosts::ssh::visit::Visit;

/// Answers one client.
#[derive(Debug)]
pub struct Reception {
    pub visit: Arc<Visit>,
    pub pass: Pass,
    pub rules: Arc<Rules>,
    /// The key that opened a private reference, for the log.
    pub key: Option<Fingerprint>,
    /// Channels on which nothing runs yet.
    pub asking: HashMap<ChannelId, Asking>,
}

/// How the library tells of a connection that broke; it is logged by name and no backtrace is taken.
#[derive(Debug)]
pub struct Broken(pub russh::Error);

impl From<russh::Error> for Broken {
    fn from(error: russh::Error) -> Self {
        Self(error)
    }
}

impl Reception {
    pub fn new(visit: Arc<Visit>, pass: Pass, rules: Arc<Rules>) -> Self {
        Self {
            visit,
            pass,
            rules,
            key: None,
            asking: HashMap::new(),
        }
    }

    /// Counts and logs a refusal; the answer is no.
    pub fn refuse(&self, refusal: Refusal) -> bool {
        self.visit.server.refuse(refusal, self.visit.client);
        false
    }

    /// Refuses to open a channel.
    pub async fn refuse_channel(&self, reply: ChannelOpenHandle, refusal: Refusal) {
        self.refuse(refusal);
        let reason = match refusal {
            Refusal::Channels => ChannelOpenFailure::ResourceShortage,
            _ => ChannelOpenFailure::AdministrativelyProhibited,
        };
        reply.reject(reason).await;
    }

    pub fn public(&self) -> Auth {
        if self.rules.readers.is_none() {
            Auth::Accept
        } else {
            Auth::reject()
        }
    }

    pub fn check_key(&self, key: &PublicKey) -> Auth {
        match &self.rules.readers {
            Some(readers) if !readers.contains(key) => Auth::reject(),
            _ => Auth::Accept,
        }
    }

    /// Answers a request on a channel; a refusal is counted.
    pub fn reply(
        &self,
        session: &mut Session,
        channel: ChannelId,
        answer: Result<(), Refusal>,
    ) -> Result<(), Broken> {
        match answer {
            Ok(()) => session.channel_success(channel)?,
            Err(refusal) => {
                self.refuse(refusal);
                session.channel_failure(channel)?;
            }
        }
        Ok(())
    }

    /// Starts what was asked for on a channel.
    pub fn start(
        &mut self,
        session: &mut Session,
        channel: ChannelId,
        what: What,
    ) -> Result<(), Broken> {
        if let What::Refused(refusal) = what {
            self.refuse(refusal);
        }
        let started = self
            .asking
            .remove(&channel)
            .is_some_and(|asking| asking.start(what));
        if started {
            session.channel_success(channel)?;
        } else {
            session.channel_failure(channel)?;
        }
        Ok(())
    }

    pub fn limits(&self) -> &Limits {
        &self.rules.options.limits
    }
}
