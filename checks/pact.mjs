// Pact's Rust core verifies the running offline Bank Hub. Usage: node pact.mjs BASE_URL
import { readFileSync } from 'node:fs';
import { Verifier } from '@pact-foundation/pact';

const base = process.argv[2];
const folder = '../bankhub-testkit/src/main/resources/META-INF/bankhub/pacts/';
const file = new URL(folder + 'bankhub-sepay-bank-hub.json', import.meta.url).pathname;

const report = await new Verifier({
  provider: 'sepay-bank-hub',
  providerBaseUrl: base,
  providerStatesSetupUrl: base + '/_testkit/pact-state',
  pactUrls: [file],
  logLevel: 'warn',
}).verifyProvider();

const interactions = JSON.parse(readFileSync(file)).interactions.length;
const verified = report.split('returns a response which').length - 1;
console.log(`Pact: ${verified} of ${interactions} interactions passed`);
if (verified !== interactions) {
  process.exit(1);
}
