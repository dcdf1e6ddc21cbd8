import { z } from "zod";

export const onOff = (fallback: "on" | "off") =>
  z
    .enum(["on", "off"])
    .default(fallback)
    .transform((value) => value === "on");

const itemsOf = (text: string): string[] =>
  text
    .split(",")
    .map((item) => item.trim().toLowerCase())
    .filter((item) => item !== "");

/** Names between commas, whatever the spaces and capitals. */
export const list = z.string().default("").transform(itemsOf);

/** Some of the names, all of them where nothing is said. */
export const someOf = <Name extends string>(names: readonly [Name, ...Name[]]) =>
  z
    .string()
    .default(names.join(","))
    .transform(itemsOf)
    .pipe(z.array(z.enum(names)).min(1))
    .transform((chosen): ReadonlySet<Name> => new Set(chosen));

export const urlWith = (...protocols: string[]) =>
  z
    .url()
    .refine(
      (text) => protocols.some((protocol) => text.startsWith(`${protocol}:`)),
      "wrong scheme",
    );

/** The address of a secret in Secrets Manager, which says its region. */
export const secretArn = z
  .string()
  .regex(/^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@!-]+$/);

/** E-mail addresses between commas. */
export const addresses = list.pipe(z.array(z.email()));

/** `name=value` between commas, values as in addresses. */
export const headers = z
  .string()
  .default("")
  .transform((text, context): Record<string, string> => {
    try {
      return Object.fromEntries(pairsOf(text));
    } catch {
      context.addIssue({ code: "custom", message: "is not name=value,name=value" });
      return z.NEVER;
    }
  });

const pairsOf = (text: string): [string, string][] =>
  text
    .split(",")
    .filter((pair) => pair.trim() !== "")
    .map((pair) => {
      const [, name, value] = /^\s*([\w-]+)\s*=\s*(\S+)\s*$/.exec(pair) ?? [];
      if (name === undefined || value === undefined) throw new Error("not a pair");
      return [name.toLowerCase(), decodeURIComponent(value)];
    });
