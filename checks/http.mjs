// Sends every request of openapi/bankhub.http with curl, and compares the statuses. Usage: node http.mjs BASE_URL
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('../openapi/bankhub.http', import.meta.url), 'utf8');
const [head, ...requests] = text.split(/^### /m);
const variables = Object.fromEntries(
  [...head.matchAll(/^@(\w+) = (.*)$/gm)].map(([, name, value]) => [name, value]),
);
variables.base = process.argv[2];

let wrong = 0;
for (const request of requests) {
  const filled = request.trim().replace(/\{\{(\w+)\}\}/g, (_, name) => variables[name]);
  const [top, body] = filled.split('\n\n');
  const [title, expectation, line, ...headers] = top.split('\n');
  const expected = expectation.match(/^# expect (\d+)/)[1];
  const [method, url] = line.split(' ');
  const options = ['-sg', '-o', '/dev/null', '-w', '%{http_code}', '-X', method, url];
  headers.forEach((header) => options.push('-H', header));
  if (body) {
    options.push('-d', body);
  }
  const status = execFileSync('curl', options, { encoding: 'utf8' });
  if (status !== expected) {
    console.error(`${title}: ${method} ${url} got ${status}, expected ${expected}`);
    wrong++;
  }
}
console.log(`curl: ${requests.length - wrong} of ${requests.length} requests got the expected status`);
process.exit(wrong === 0 ? 0 : 1);
