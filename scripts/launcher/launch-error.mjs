/** Something that the person at the terminal has to know, in one sentence. */
export class LaunchError extends Error {
  /**
   * @param {string} message
   * @param {string} [details] what the failed tool wrote
   */
  constructor(message, details) {
    super(message);
    this.details = details;
  }
}
