/** What a template of Terraform is given. */
export type Values = Record<string, string | Record<string, string>>;

/**
 * Renders a template as Terraform's `templatefile` does, as far as ours go: `${…}` with names, map
 * entries, `jsonencode` and conditions; `%{ if … ~}`, `%{ for … ~}` on lines of their own.
 */
export function render(template: string, values: Values): string {
  const [text, rest] = renderLines(template.split("\n"), values);
  if (rest.length > 0) throw new Error(`nothing was begun that ${rest[0]} ends`);
  return text.join("\n");
}

const DIRECTIVE = /^%\{ (.*?) ~\}$/;

/** Renders until a directive that ends or turns a block; answers that and what follows. */
function renderLines(lines: string[], values: Values): [string[], string[]] {
  const done: string[] = [];
  for (let rest = lines; ; ) {
    const [line, ...others] = rest;
    if (line === undefined) return [done, []];
    const [, directive] = DIRECTIVE.exec(line) ?? [];
    if (directive === undefined) {
      done.push(interpolate(line, values));
      rest = others;
    } else if (/^(else|endif|endfor)$/.test(directive)) return [done, rest];
    else {
      const [block, after] = renderBlock(directive, others, values);
      done.push(...block);
      rest = after;
    }
  }
}

function renderBlock(directive: string, inside: string[], values: Values): [string[], string[]] {
  const [, condition] = /^if (.+)$/.exec(directive) ?? [];
  if (condition !== undefined) return renderIf(condition, inside, values);
  const [, key = "", item = "", of = ""] = /^for (\w+), (\w+) in (\w+)$/.exec(directive) ?? [];
  const map = values[of];
  if (typeof map !== "object") throw new Error(`cannot render ${directive}`);
  const entries = Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
  const rounds = entries.map(([name, value]) =>
    renderLines(inside, { ...values, [key]: name, [item]: value }),
  );
  const [, rest] = renderLines(inside, { ...values, [key]: "", [item]: "" });
  return [rounds.flatMap(([text]) => text), past("endfor", rest)];
}

function renderIf(condition: string, inside: string[], values: Values): [string[], string[]] {
  const [yes, turn] = renderLines(inside, values);
  const hasElse = DIRECTIVE.exec(turn[0] ?? "")?.[1] === "else";
  const [no, rest] = hasElse ? renderLines(turn.slice(1), values) : [[], turn];
  return [holds(condition, values) ? yes : no, past("endif", rest)];
}

function past(end: string, [line, ...rest]: string[]): string[] {
  if (DIRECTIVE.exec(line ?? "")?.[1] !== end) throw new Error(`${end} is missing`);
  return rest;
}

const interpolate = (line: string, values: Values): string =>
  line.replace(/\$\{(.+?)\}(?!\})/g, (_, expression: string) => evaluate(expression, values));

function holds(condition: string, values: Values): boolean {
  const [, left = "", sign, right = ""] = /^(.+) (==|!=) (.+)$/.exec(condition) ?? [];
  return (evaluate(left, values) === evaluate(right, values)) === (sign === "==");
}

function evaluate(expression: string, values: Values): string {
  const [, condition, yes = "", no = ""] = /^(.+) \? (.+) : (.+)$/.exec(expression) ?? [];
  if (condition !== undefined) return evaluate(holds(condition, values) ? yes : no, values);
  const [, inner] = /^jsonencode\((.+)\)$/.exec(expression) ?? [];
  if (inner !== undefined) return jsonOf(evaluate(inner, values));
  const [, literal] = /^"([^"]*)"$/.exec(expression) ?? [];
  if (literal !== undefined) return literal;
  const [, name = "", key] = /^(\w+)(?:\["([^"]+)"\])?$/.exec(expression) ?? [];
  const value = values[name];
  const found = typeof value === "object" ? value[key ?? ""] : value;
  if (found === undefined) throw new Error(`the template is not given ${expression}`);
  return found;
}

/** Terraform writes what HTML would take for its own as numbers. */
const jsonOf = (text: string): string =>
  JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
