//! Who receives a client: the rules for it, its place, and the channels on which nothing runs yet.

use std::collections::HashMap;
use std::sync::Arc;

use russh::keys::PublicKey;
use russh::keys::ssh_key::Fingerprint;
use russh::server::{Auth, ChannelOpenHandle, Session};
use russh::{ChannelId, ChannelOpenFailure, Error};

use crate::hosts::ssh::channel::{ChannelRequest, PendingChannel};
use crate::hosts::ssh::connection::Connection;
use crate::hosts::ssh::gate::Admission;
use crate::hosts::ssh::options::Limits;
use crate::hosts::ssh::refusal::Refusal;
use crate::hosts::ssh::server::ActiveOptions;

/// Answers one client.
#[derive(Debug)]
pub struct ClientHandler {
    pub connection: Arc<Connection>,
    pub admission: Admission,
    pub rules: Arc<ActiveOptions>,
    /// The key that opened a private reference, for the log.
    pub key: Option<Fingerprint>,
    /// Channels on which nothing runs yet.
    pub pending: HashMap<ChannelId, PendingChannel>,
}

impl ClientHandler {
    pub fn new(
        connection: Arc<Connection>,
        admission: Admission,
        rules: Arc<ActiveOptions>,
    ) -> Self {
        Self {
            connection,
            admission,
            rules,
            key: None,
            pending: HashMap::new(),
        }
    }

    /// Counts and logs a refusal; the answer is no.
    pub fn refuse(&self, refusal: Refusal) -> bool {
        self.connection
            .server
            .refuse(refusal, self.connection.client);
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
    ) -> Result<(), Error> {
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
        what: ChannelRequest,
    ) -> Result<(), Error> {
        if let ChannelRequest::Refused(refusal) = what {
            self.refuse(refusal);
        }
        // Nobody takes it when the channel is over.
        let started = self
            .pending
            .remove(&channel)
            .is_some_and(|it| it.start.send((what, it.setup)).is_ok());
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
