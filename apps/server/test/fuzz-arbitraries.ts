import fc from "fast-check";

/** The parts of JSON Schema that the document uses. */
export interface JsonSchema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
}

const NASTY = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\r\nset-cookie: x=1",
  "'; drop table tables; --",
  "<script>alert(1)</script>",
  "=1+1",
  "__proto__",
  "constructor",
  "../../etc/passwd",
  "%00",
  "\ud800",
  "🏓".repeat(40),
  "x".repeat(5_000),
  "0193a9b0-0000-7000-8000-000000000000",
  "9".repeat(400),
  "2026-02-30T25:61:61.000Z",
  "+275760-09-13T00:00:00.001Z",
];

/** Text that has broken programs before. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: "binary", maxLength: 40 }),
);

/** Any JSON at all. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  nastyText,
  fc.constantFrom<unknown>(null, true, -1, 0, 1.5, 1e308, -(2 ** 53), 2 ** 63, [], {}, [[[[]]]]),
  fc.constant(JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":1}}')),
);

function text(schema: JsonSchema): fc.Arbitrary<string> {
  if (schema.format === "uuid") return fc.uuid();
  if (schema.format === "email") return fc.nat(1e6).map((n) => `fuzz${n}@babyfoot.test`);
  if (schema.format === "date-time")
    return fc
      .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
      .map((date) => date.toISOString());
  if (schema.pattern !== undefined && !/\\p\{/.test(schema.pattern))
    return fc.stringMatching(new RegExp(schema.pattern)).map((made) => made.slice(0, 60));
  const min = schema.minLength ?? 0;
  return fc.string({ minLength: min, maxLength: Math.min(schema.maxLength ?? 40, min + 60) });
}

function ofType(type: string | undefined, schema: JsonSchema): fc.Arbitrary<unknown> {
  switch (type) {
    case "string":
      return text(schema);
    case "integer":
      return fc.integer({
        min: Math.max(schema.minimum ?? -1000, -(2 ** 31)),
        max: Math.min(schema.maximum ?? 1000, 2 ** 31 - 1),
      });
    case "number":
      return fc.double({
        min: schema.minimum ?? -1e6,
        max: schema.maximum ?? 1e6,
        noNaN: true,
      });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      if (schema.prefixItems) return fc.tuple(...schema.prefixItems.map(fromSchema));
      return fc.array(fromSchema(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, 4),
      });
    case "object": {
      const fields = Object.entries(schema.properties ?? {});
      const requiredKeys = schema.required ?? [];
      return fc.record(
        Object.fromEntries(fields.map(([name, field]) => [name, fromSchema(field)])),
        { requiredKeys },
      );
    }
    default:
      return junk;
  }
}

/** Values that fit a schema, but for what only the server can know. */
export function fromSchema(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(fromSchema));
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type) => ofType(type, schema)));
  return ofType(schema.type, schema);
}

/** A value that fits, one of whose fields may be spoiled, or junk. */
export function mostlyFrom(schema: JsonSchema): fc.Arbitrary<unknown> {
  const good = fromSchema(schema);
  const spoiled = fc.tuple(good, junk, fc.nat(20)).map(([value, bad, at]) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return bad;
    const names = Object.keys(value);
    return { ...value, [names[at % Math.max(1, names.length)] ?? "extra"]: bad };
  });
  return fc.oneof({ weight: 5, arbitrary: good }, { weight: 3, arbitrary: spoiled }, junk);
}
