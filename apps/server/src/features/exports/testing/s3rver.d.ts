/** A server that speaks S3 over a socket, and checks signatures; it has no types of its own. */
declare module "@20minutes/s3rver/lib/s3rver.js" {
  interface Options {
    port: number;
    address: string;
    silent: boolean;
    directory: string;
    configureBuckets: { name: string; configs: string[] }[];
    /** Whether a bucket may also be part of the name of the host. */
    vhostBuckets?: boolean;
    /** Whether whoever names a key that is known is let in. */
    allowMismatchedSignatures?: boolean;
  }
  export default class S3rver {
    constructor(options: Options);
    run(): Promise<{ address: string; port: number }>;
    close(): Promise<void>;
    /** What `run` does before it listens. */
    configureBuckets(): Promise<unknown>;
    /** What it answers, for a server of one's own. */
    callback(): import("node:http").RequestListener;
  }
}
