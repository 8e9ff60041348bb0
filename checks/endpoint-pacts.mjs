// Pact's Rust core verifies a small endpoint with the pacts in which SePay is the consumer. Usage: node endpoint-pacts.mjs
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { Verifier } from '@pact-foundation/pact';

const folder = '../bankhub-testkit/src/main/resources/META-INF/bankhub/pacts/';
const secrets = { '/sepay/webhook': ['x-secret-key', 'endpoint-secret'], '/sepay/ipn': ['authorization', 'Apikey endpoint-secret'] };

// A broken endpoint accepts every message.
async function verified(kind, isBroken) {
  const server = createServer((request, response) => {
    const [header, secret] = secrets[request.url] ?? [];
    const isAccepted = isBroken || request.headers[header] === secret;
    request.resume().on('end', () => {
      response.writeHead(isAccepted ? 200 : 403, { 'Content-Type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify({ success: isAccepted }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const file = new URL(`${folder}sepay-bank-hub-merchant-${kind}-endpoint.json`, import.meta.url).pathname;
  try {
    const report = await new Verifier({
      provider: `merchant-${kind}-endpoint`,
      providerBaseUrl: `http://127.0.0.1:${server.address().port}`,
      stateHandlers: { 'the endpoint expects the secret': async () => {} },
      pactUrls: [file],
      logLevel: 'error',
    }).verifyProvider();
    return report.split('returns a response which').length - 1 === JSON.parse(readFileSync(file)).interactions.length;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

for (const kind of ['webhook', 'ipn']) {
  const isRight = (await verified(kind, false)) && !(await verified(kind, true));
  console.log(`Pact: a correct ${kind} endpoint passes and a broken one fails: ${isRight}`);
  if (!isRight) {
    process.exitCode = 1;
  }
}
