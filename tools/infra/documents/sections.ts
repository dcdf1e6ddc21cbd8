/** Puts a made text between the marks of its name; what stands around them is written by hand. */
export function withSection(document: string, name: string, made: string): string {
  const begin = `<!-- made: ${name} -->`;
  const end = `<!-- end: ${name} -->`;
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from === -1 || to < from) throw new Error(`The document has no marks for ${name}.`);
  return `${document.slice(0, from)}${begin}\n\n${made}\n\n${document.slice(to)}`;
}
