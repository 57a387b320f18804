// A mail server that keeps what it gets: `await mailbox.next('awa@example.org', /subject/)` is that person's mail.
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { eventually } from './server.mjs';

export async function openMailbox() {
  const mails = [];
  const box = { mails, refuse: null };
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo(address, session, done) {
      if (box.refuse?.(address.address)) {
        const error = new Error('No such mailbox');
        error.responseCode = 550;
        return done(error);
      }
      done();
    },
    onData(stream, session, done) {
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        PostalMime.parse(raw).then((mail) => {
          mails.push({
            to: session.envelope.rcptTo.map((to) => to.address),
            from: session.envelope.mailFrom.address,
            subject: mail.subject ?? '',
            text: mail.text ?? '',
            html: mail.html ?? '',
            headers: mail.headers,
            raw: raw.toString('utf8'),
          });
          done();
        }, done);
      });
    },
  });
  await new Promise((ready) => smtp.listen(0, '127.0.0.1', ready));
  smtp.on('error', () => {});  // a client that hangs up is its own affair
  const { port } = smtp.server.address();
  return Object.assign(box, {
    /** The configuration of a server that delivers here. */
    config: { smtp_url: `smtp://127.0.0.1:${port}`, smtp_security: 'none', mail_from: 'Essaim <essaim@example.org>' },
    /** The first mail to this address that is not taken yet and contains the pattern; takes it. */
    next: (address, pattern = /./) =>
      eventually(`a mail with ${pattern} reaches ${address}`, () => {
        const at = mails.findIndex((mail) => !mail.taken && mail.to.includes(address) && (pattern.test(mail.text) || pattern.test(mail.subject)));
        return at < 0 ? null : Object.assign(mails[at], { taken: true });
      }),
    to: (address) => mails.filter((mail) => mail.to.includes(address)),
    close: () => new Promise((closed) => smtp.close(closed)),
  });
}

/** The secret behind the # of a link to this page in a mail. */
export function tokenIn(mail, page) {
  const found = new RegExp(`${page.replaceAll('/', '\\/')}#([\\w-]+)`).exec(mail.text);
  if (!found) throw new Error(`No link to ${page} in the mail “${mail.subject}”:\n${mail.text}`);
  return found[1];
}
