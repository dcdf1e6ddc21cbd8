/** Something that whoever typed the command can put right; the message is one sentence for them. */
export class WrongOption extends Error {}
