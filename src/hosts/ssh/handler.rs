//! What the SSH library asks us: who may come in, which channels, which requests. Every request is answered.

use std::sync::Arc;

use russh::keys::HashAlg;
use russh::server::{Auth, ChannelOpenHandle, Handler, Msg, PublicKeyOffer, Session};
use russh::server::{Response, VerifiedPublicKey};
use russh::{Channel, ChannelId, Disconnect, Error, Pty};
use tokio::sync::oneshot;
use tracing::info;

use crate::hosts::ssh::auth::ClientHandler;
use crate::hosts::ssh::channel::{self, ChannelRequest, ChannelSetup, PendingChannel};
use crate::hosts::ssh::refusal::Refusal;

impl Handler for ClientHandler {
    type Error = Error;

    async fn auth_none(&mut self, _: &str) -> Result<Auth, Error> {
        Ok(self.public())
    }

    async fn auth_publickey_offered(
        &mut self,
        _: &str,
        offer: PublicKeyOffer<'_>,
    ) -> Result<Auth, Error> {
        let answer = self.check_key(offer.public_key);
        if answer != Auth::Accept {
            self.refuse(Refusal::Login);
        }
        Ok(answer)
    }

    async fn auth_publickey(&mut self, _: &str, key: VerifiedPublicKey<'_>) -> Result<Auth, Error> {
        if self.rules.readers.is_some() {
            self.key = Some(key.public_key.fingerprint(HashAlg::Sha256));
        }
        Ok(self.check_key(key.public_key))
    }

    async fn auth_keyboard_interactive<'a>(
        &'a mut self,
        _: &str,
        _: &str,
        _: Option<Response<'a>>,
    ) -> Result<Auth, Error> {
        Ok(self.public())
    }

    async fn auth_succeeded(&mut self, session: &mut Session) -> Result<(), Error> {
        let admitted = self.admission.acquire_session(&self.rules.options);
        if let Err(refusal) = admitted {
            self.refuse(refusal);
            session.disconnect(Disconnect::TooManyConnections, refusal.sentence(), "en")?;
            return Ok(());
        }
        self.connection.log_in();
        self.connection.server.counters.logins.add(1);
        let (connection, client) = (self.connection.number, self.connection.client.ip());
        if let Some(key) = self.key {
            info!(connection, %client, %key, "logged in");
        } else {
            info!(connection, %client, "logged in");
        }
        Ok(())
    }

    async fn channel_open_session(
        &mut self,
        channel: Channel<Msg>,
        reply: ChannelOpenHandle,
        _: &mut Session,
    ) -> Result<(), Error> {
        let place = Arc::clone(&self.connection.channels)
            .try_acquire_owned()
            .ok();
        let Some(place) = place.filter(|_| self.connection.is_logged_in()) else {
            self.refuse_channel(reply, Refusal::Channels).await;
            return Ok(());
        };
        reply.accept().await;
        let (start, started) = oneshot::channel();
        self.pending.insert(
            channel.id(),
            PendingChannel {
                setup: ChannelSetup::default(),
                start,
            },
        );
        tokio::spawn(channel::serve(
            channel,
            (Arc::clone(&self.connection), place),
            started,
        ));
        Ok(())
    }

    async fn channel_open_direct_tcpip(
        &mut self,
        _: Channel<Msg>,
        _: &str,
        _: u32,
        _: &str,
        _: u32,
        reply: ChannelOpenHandle,
        _: &mut Session,
    ) -> Result<(), Error> {
        self.refuse_channel(reply, Refusal::Forwarding).await;
        Ok(())
    }

    async fn channel_open_direct_streamlocal(
        &mut self,
        _: Channel<Msg>,
        _: &str,
        reply: ChannelOpenHandle,
        _: &mut Session,
    ) -> Result<(), Error> {
        self.refuse_channel(reply, Refusal::Forwarding).await;
        Ok(())
    }

    async fn data(&mut self, _: ChannelId, data: &[u8], _: &mut Session) -> Result<(), Error> {
        self.connection.allowance.give_back(data.len());
        Ok(())
    }

    async fn channel_close(&mut self, channel: ChannelId, _: &mut Session) -> Result<(), Error> {
        self.pending.remove(&channel);
        Ok(())
    }

    async fn pty_request(
        &mut self,
        channel: ChannelId,
        term: &str,
        columns: u32,
        rows: u32,
        _: u32,
        _: u32,
        _: &[(Pty, u32)],
        session: &mut Session,
    ) -> Result<(), Error> {
        let size = self.limits().window(columns, rows);
        let taken = self
            .pending
            .get_mut(&channel)
            .and_then(|it| it.setup.add_terminal(&self.connection, term, size));
        self.reply(session, channel, taken.ok_or(Refusal::Terminals))
    }

    async fn window_change_request(
        &mut self,
        channel: ChannelId,
        columns: u32,
        rows: u32,
        _: u32,
        _: u32,
        _: &mut Session,
    ) -> Result<(), Error> {
        let size = self.limits().window(columns, rows);
        if let Some(pending) = self.pending.get_mut(&channel) {
            pending.setup.resize(size);
        }
        Ok(())
    }

    async fn env_request(
        &mut self,
        channel: ChannelId,
        name: &str,
        value: &str,
        session: &mut Session,
    ) -> Result<(), Error> {
        let rules = Arc::clone(&self.rules);
        let limits = &rules.options.limits;
        let taken = self
            .pending
            .get_mut(&channel)
            .and_then(|it| it.setup.add_variable(limits, name, value));
        self.reply(session, channel, taken.ok_or(Refusal::Environment))
    }

    async fn shell_request(
        &mut self,
        channel: ChannelId,
        session: &mut Session,
    ) -> Result<(), Error> {
        self.start(session, channel, ChannelRequest::Shell)
    }

    async fn exec_request(
        &mut self,
        channel: ChannelId,
        line: &[u8],
        session: &mut Session,
    ) -> Result<(), Error> {
        let what = ChannelRequest::command(line, self.limits());
        self.start(session, channel, what)
    }

    async fn subsystem_request(
        &mut self,
        channel: ChannelId,
        _: &str,
        session: &mut Session,
    ) -> Result<(), Error> {
        self.reply(session, channel, Err(Refusal::Subsystem))
    }

    async fn x11_request(
        &mut self,
        channel: ChannelId,
        _: bool,
        _: &str,
        _: &str,
        _: u32,
        session: &mut Session,
    ) -> Result<(), Error> {
        self.reply(session, channel, Err(Refusal::X11))
    }

    async fn agent_request(&mut self, _: ChannelId, _: &mut Session) -> Result<bool, Error> {
        Ok(self.refuse(Refusal::Agent))
    }

    async fn tcpip_forward(
        &mut self,
        _: &str,
        _: &mut u32,
        _: &mut Session,
    ) -> Result<bool, Error> {
        Ok(self.refuse(Refusal::Forwarding))
    }

    async fn streamlocal_forward(&mut self, _: &str, _: &mut Session) -> Result<bool, Error> {
        Ok(self.refuse(Refusal::Forwarding))
    }
}
