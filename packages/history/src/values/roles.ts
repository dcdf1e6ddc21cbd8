import { changed, guessed, kept, refused, type Verdict } from "../certainty.ts";
import type { Role } from "../clean/row.ts";
import { isOneSlipAway } from "./spelling.ts";
import { folded } from "./tidy.ts";

const ATTACK =
  "a attack attacker attacking attck att atk atq attaque attaquant attaquante offense offence offensive striker forward front avant avants ailier ⚔";
const DEFENSE =
  "d defense defence def defender defending defensive defenseur defenseuse goalkeeper goalie keeper gk gardien gardienne goal back arriere arrieres 🛡";

const ROLES = new Map<string, Role>([
  ...ATTACK.split(" ").map((word): [string, Role] => [word, "attack"]),
  ...DEFENSE.split(" ").map((word): [string, Role] => [word, "defense"]),
]);
/** Shorter words are too near to others. */
const LONG_ENOUGH = 5;

/** Where somebody played, English and French; a word one slip away from a long one that we know is guessed. */
export function parseRole(text: string): Verdict<Role> {
  if (text === "attack" || text === "defense") return kept(text);
  const word = folded(text);
  const role = ROLES.get(word);
  if (role !== undefined) return changed(role, "role.name");
  const near = new Set<Role>();
  for (const [known, knownRole] of ROLES) {
    if (known.length >= LONG_ENOUGH && isOneSlipAway(known, word)) near.add(knownRole);
  }
  const [only] = near;
  return only !== undefined && near.size === 1
    ? guessed(only, "role.typo")
    : refused("role.unreadable");
}
