/** What a client did or asked for that cannot be; the numbers are those of python-matter-server's errors. */
export class Refusal extends Error {
  /** @param {number} code @param {string} details */
  constructor(code, details) {
    super(details);
    this.code = code;
  }
}
