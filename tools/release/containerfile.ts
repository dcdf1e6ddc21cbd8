/** One instruction of a Containerfile, its continued lines joined. */
export interface Instruction {
  line: number;
  word: string;
  text: string;
}

/** Comments are left out, as are empty lines. */
export function parseContainerfile(source: string): Instruction[] {
  const found: Instruction[] = [];
  let open: Instruction | undefined;
  for (const [at, raw] of source.split("\n").entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const [, body = "", continued] = /^(.*?)(\\?)$/.exec(line) ?? [];
    if (open !== undefined) open.text += ` ${body.trim()}`;
    else {
      const [word = "", ...rest] = body.trim().split(/\s+/);
      open = { line: at + 1, word: word.toUpperCase(), text: rest.join(" ") };
      found.push(open);
    }
    if (continued === "") open = undefined;
  }
  return found;
}

type Rule = (all: Instruction[]) => (Instruction | undefined)[];

const having = (word: string, is: (text: string) => boolean): Rule => {
  return (all) => all.filter((each) => each.word === word && is(each.text));
};
const lacking = (word: string, is: (text: string) => boolean = () => true): Rule => {
  return (all) => (all.some((each) => each.word === word && is(each.text)) ? [] : [undefined]);
};
const isWords = (text: string): boolean => {
  try {
    return Array.isArray(JSON.parse(text.replace(/^.*?CMD (?=\[)/, "")));
  } catch {
    return false;
  }
};
const lastOf = (word: string, is: (text: string) => boolean): Rule => {
  return (all) =>
    all
      .filter((each) => each.word === word)
      .slice(-1)
      .filter((each) => is(each.text));
};

/** What must not be found, after the rules that linters of Containerfiles have in common. */
const RULES: Record<string, Rule> = {
  "the base has no tag, or the newest": having("FROM", (text) => !/:(?!latest)\S+/.test(text)),
  "the base names a registry's host": having("FROM", (text) => /^[^/]*[.:][^/]*\//.test(text)),
  "it runs as root": lastOf("USER", (text) => /^(root|0)\b/.test(text)),
  "it says nobody to run as": lacking("USER"),
  "it is never looked after": lacking("HEALTHCHECK", (text) => !text.startsWith("NONE")),
  "a command goes through a shell, which passes no signals on": (all) =>
    all.filter(
      ({ word, text }) => ["CMD", "ENTRYPOINT", "HEALTHCHECK"].includes(word) && !isWords(text),
    ),
  "ADD brings things from elsewhere or unpacks": having("ADD", () => true),
  "the work folder is relative": having("WORKDIR", (text) => !text.startsWith("/")),
  "cd does not last": having("RUN", (text) => /(^|&& )cd /.test(text)),
  "sudo has no place in it": having("RUN", (text) => /\bsudo\b/.test(text)),
  "something is fetched while it is built": having("RUN", (text) =>
    /\b(curl|wget|git clone|apk add|apt-get|npm (ci|install))\b/.test(text),
  ),
  "a secret is kept in a layer": (all) =>
    all.filter(
      ({ word, text }) =>
        ["ENV", "ARG"].includes(word) && /(SECRET|PASSWORD|TOKEN|KEY|CREDENTIAL)/i.test(text),
    ),
  "there is more than one command": (all) => all.filter(({ word }) => word === "CMD").slice(1),
};

/** What is wrong with it, each with its line. */
export function lintContainerfile(source: string): string[] {
  const all = parseContainerfile(source);
  return Object.entries(RULES).flatMap(([complaint, rule]) =>
    rule(all).map((found) => (found === undefined ? complaint : `${found.line}: ${complaint}`)),
  );
}
