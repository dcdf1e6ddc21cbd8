import { EventEmitter, once } from "node:events";
import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export interface Mailbox {
  /** For `SMTP_URL`. */
  url: string;
  /** All mails to an address so far. */
  mailsTo(address: string): ParsedMail[];
  /** The nth mail to an address (counting from 1), as soon as it is there. */
  mailTo(address: string, nth?: number): Promise<ParsedMail>;
  /** Answers the next deliveries with a passing failure. */
  failNext(times: number): void;
  /** Takes nothing to that address, with this code. */
  refuse(address: string, code: number): void;
  /** How many deliveries were answered with a failure. */
  failures(): number;
  close(): Promise<void>;
}

const isTo = (mail: ParsedMail, address: string): boolean =>
  [mail.to ?? []].flat().some(({ value }) => value.some((to) => to.address === address));

/** A real SMTP server on loopback that keeps what it is sent. */
export async function startMailbox(): Promise<Mailbox> {
  const mails: ParsedMail[] = [];
  const arrivals = new EventEmitter();
  const refused = new Map<string, number>();
  let failing = 0;
  let failed = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onMailFrom(_address, _session, answer) {
      if (failing === 0) return answer();
      failing -= 1;
      failed += 1;
      return answer(Object.assign(new Error("try again later"), { responseCode: 451 }));
    },
    onRcptTo({ address }, _session, answer) {
      const code = refused.get(address);
      if (code === undefined) return answer();
      failed += 1;
      return answer(Object.assign(new Error("no such reader"), { responseCode: code }));
    },
    onData(stream, _session, answer) {
      simpleParser(stream).then((mail) => {
        mails.push(mail);
        arrivals.emit("mail");
        answer();
      }, answer);
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  const mailsTo = (address: string) => mails.filter((mail) => isTo(mail, address));
  return {
    url: `smtp://127.0.0.1:${port}`,
    mailsTo,
    async mailTo(address, nth = 1) {
      for (;;) {
        const mail = mailsTo(address)[nth - 1];
        if (mail !== undefined) return mail;
        await once(arrivals, "mail", { signal: AbortSignal.timeout(20_000) });
      }
    },
    failNext(times) {
      failing = times;
    },
    refuse: (address, code) => refused.set(address, code),
    failures: () => failed,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The link in a mail. */
export function linkIn(mail: ParsedMail): URL {
  const [link] = /https?:\/\/\S+/.exec(mail.text ?? "") ?? [];
  if (link === undefined) throw new Error(`no link in ${mail.text}`);
  return new URL(link);
}
