// The running offline Bank Hub, with the data of SePay's samples.
export const base = process.argv[2]!;
export const company = 'd3dafd01-e06b-11f0-b29e-52c7e9b4f41b';

export async function credentials(): Promise<{ client_id: string; client_secret: string }> {
  const response = await fetch(base + '/_testkit/credentials');
  return (await response.json()) as { client_id: string; client_secret: string };
}

export async function basic(): Promise<string> {
  const { client_id, client_secret } = await credentials();
  return 'Basic ' + btoa(`${client_id}:${client_secret}`);
}

export function check<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error('the response lacks an expected field');
  }
  return value;
}
