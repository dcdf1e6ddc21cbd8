import type { AppliedState, Resource } from "./applied-state.ts";
import { text, texts } from "./attributes.ts";

/** The one resource of a type whose attribute is this value. */
export function find(
  state: AppliedState,
  type: string,
  attribute: string,
  value: string | null,
): Resource | undefined {
  if (value === null) return undefined;
  return state.all(type).find((resource) => text(resource.values, attribute) === value);
}

/** A role by what others call it: its name, its id or its ARN. */
export function findRole(state: AppliedState, reference: string | null): Resource | undefined {
  return (
    find(state, "aws_iam_role", "name", reference) ??
    find(state, "aws_iam_role", "id", reference) ??
    find(state, "aws_iam_role", "arn", reference)
  );
}

/** What is given to a role in resources of a type, each naming the role its own way. */
export function givenTo(state: AppliedState, role: Resource | undefined, type: string): Resource[] {
  if (role === undefined) return [];
  return state.all(type).filter(({ values }) => findRole(state, text(values, "role")) === role);
}

/** Databases that follow no other: a replica has much from the one that it follows. */
export function primaries(state: AppliedState): Resource[] {
  return state
    .all("aws_db_instance")
    .filter(({ values }) => text(values, "replicate_source_db") === null);
}

/** Whether a key is one of ours: AWS's own cannot be cut off, nor its use be limited. */
export function isOwnKey(state: AppliedState, reference: string | null): boolean {
  return (["arn", "key_id", "id"] as const).some((attribute) =>
    ["aws_kms_key", "aws_kms_replica_key"].some((type) => find(state, type, attribute, reference)),
  );
}

/** Whether what is in this subnet has a way to the internet and, with an address, back. */
export function isPublicSubnet(state: AppliedState, subnetId: string): boolean {
  const association = find(state, "aws_route_table_association", "subnet_id", subnetId);
  const tableId = association ? text(association.values, "route_table_id") : null;
  const gateways = state.all("aws_internet_gateway").map(({ values }) => text(values, "id"));
  const routes = [
    ...state.all("aws_route").filter(({ values }) => text(values, "route_table_id") === tableId),
    ...state.all("aws_route_table").filter(({ values }) => text(values, "id") === tableId),
  ];
  return routes.some(({ values }) =>
    [text(values, "gateway_id"), ...texts(values, "route[].gateway_id")].some(
      (gateway) => gateway !== null && gateways.includes(gateway),
    ),
  );
}
