type TypeName = "string" | "number" | "integer" | "boolean" | "null" | "array" | "object";

/** The part of JSON Schema that the contract's schemas come to. */
export interface JsonSchema {
  type?: TypeName | readonly TypeName[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  enum?: readonly unknown[];
  const?: unknown;
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
  allOf?: readonly JsonSchema[];
  items?: JsonSchema | false;
  prefixItems?: readonly JsonSchema[];
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
  additionalProperties?: JsonSchema | boolean;
}

export class ShapeError extends Error {}

const FORMATS: Record<string, RegExp> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
};

/** A schema with the `parse` of zod: gives the value back, or throws a `ShapeError` naming the place. */
export function compiled(schema: JsonSchema) {
  return {
    schema,
    parse(value: unknown): unknown {
      const fault = faultIn(schema, value, "");
      if (fault !== null) throw new ShapeError(`unexpected answer at ${fault || "/"}`);
      return value;
    },
  };
}

/** The envelope of every list. */
export function listOf(item: { schema: JsonSchema }) {
  const nextCursor: JsonSchema = { anyOf: [{ type: "string" }, { type: "null" }] };
  return compiled({
    type: "object",
    properties: { items: { type: "array", items: item.schema }, nextCursor },
    required: ["items", "nextCursor"],
  });
}

/** The path of the first fault, or null. */
function faultIn(schema: JsonSchema, value: unknown, path: string): string | null {
  if (schema.allOf) {
    for (const part of schema.allOf) {
      const fault = faultIn(part, value, path);
      if (fault !== null) return fault;
    }
  }
  const options = schema.anyOf ?? schema.oneOf;
  if (options && !options.some((option) => faultIn(option, value, path) === null)) return path;
  if (schema.enum && !schema.enum.includes(value)) return path;
  if ("const" in schema && schema.const !== value) return path;
  if (schema.type === undefined) return null;
  const types = typeof schema.type === "string" ? [schema.type] : schema.type;
  const faults = types.map((type) => faultInType(type, schema, value, path));
  return faults.includes(null) ? null : (faults[0] ?? path);
}

function faultInType(
  type: TypeName,
  schema: JsonSchema,
  value: unknown,
  path: string,
): string | null {
  switch (type) {
    case "string":
      return typeof value === "string" && isText(schema, value) ? null : path;
    case "number":
    case "integer":
      return typeof value === "number" && isInRange(schema, value) ? null : path;
    case "boolean":
      return typeof value === "boolean" ? null : path;
    case "null":
      return value === null ? null : path;
    case "array":
      return Array.isArray(value) ? faultInArray(schema, value, path) : path;
    case "object":
      return isRecord(value) ? faultInObject(schema, value, path) : path;
    default:
      return type satisfies never;
  }
}

function isText(schema: JsonSchema, value: string): boolean {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
  const format = schema.format === undefined ? undefined : FORMATS[schema.format];
  return (
    value.length >= minLength &&
    value.length <= maxLength &&
    (format?.test(value) ?? true) &&
    (schema.pattern === undefined || new RegExp(schema.pattern, "u").test(value))
  );
}

function isInRange(schema: JsonSchema, value: number): boolean {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  return (
    Number.isFinite(value) &&
    value >= minimum &&
    value <= maximum &&
    (!asksInteger(schema) || Number.isInteger(value))
  );
}

function asksInteger({ type }: JsonSchema): boolean {
  return type === "integer" || (Array.isArray(type) && type.includes("integer"));
}

function faultInArray(schema: JsonSchema, value: unknown[], path: string): string | null {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  if (value.length < minItems || value.length > maxItems) return path;
  for (const [index, item] of value.entries()) {
    const itemSchema = schema.prefixItems?.[index] ?? schema.items;
    const fault = itemSchema ? faultIn(itemSchema, item, `${path}/${index}`) : null;
    if (fault !== null) return fault;
  }
  return null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function faultInObject(
  schema: JsonSchema,
  value: Record<string, unknown>,
  path: string,
): string | null {
  for (const name of schema.required ?? []) {
    if (value[name] === undefined) return `${path}/${name}`;
  }
  for (const [name, item] of Object.entries(value)) {
    const property = schema.properties?.[name];
    if (property === undefined && schema.additionalProperties === false) return `${path}/${name}`;
    const fault =
      property && item !== undefined ? faultIn(property, item, `${path}/${name}`) : null;
    if (fault) return fault;
  }
  return null;
}
