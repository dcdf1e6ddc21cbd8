/** A server that speaks S3 over a socket, and checks signatures; it has no types of its own. */
declare module "@20minutes/s3rver/lib/s3rver.js" {
  interface Options {
    port: number;
    address: string;
    silent: boolean;
    directory: string;
    configureBuckets: { name: string; configs: string[] }[];
  }
  export default class S3rver {
    constructor(options: Options);
    run(): Promise<{ address: string; port: number }>;
    close(): Promise<void>;
  }
}
