// A bill of materials must list each jar that is needed at run time, and each library whose classes the jar contains.
// Prints the required libraries as rows of a table.
// Usage: node sbom.mjs TARGET_FOLDER ARTIFACT VERSION DEPENDENCY_LIST
import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';

const [folder, artifact, version, dependencies] = process.argv.slice(2);
const name = `${artifact}-${version}`;

/** Where the classes of a library are in our jars. */
const contained = {
  'io/github/bankhub/feign/internal/apache/hc/client5/': 'httpclient5',
  'io/github/bankhub/feign/internal/apache/hc/core5/http2/': 'httpcore5-h2',
  'io/github/bankhub/feign/internal/apache/hc/core5/': 'httpcore5',
  // The list of public suffixes is a file of HttpClient.
  'io/github/bankhub/feign/internal/publicsuffix/': 'httpclient5',
  'com/fasterxml/jackson/annotation/': 'jackson-annotations',
  'com/fasterxml/jackson/core/': 'jackson-core',
  'com/fasterxml/jackson/databind/': 'jackson-databind',
  'com/samskivert/': 'jmustache',
};
const own = /^(module-info\.class$|META-INF\/|io\/github\/bankhub\/(?!feign\/internal\/(apache|publicsuffix)\/))/;

const bom = JSON.parse(readFileSync(`${folder}/${name}-cyclonedx.json`));
const components = bom.components ?? [];

function check(condition, message) {
  if (!condition) {
    console.error(`${name}: ${message}`);
    process.exit(1);
  }
}

function checksum(component) {
  return component.hashes?.find(hash => hash.alg === 'SHA-256')?.content;
}

for (const component of components) {
  check(checksum(component), `${component.purl} has no SHA-256`);
  check(component.licenses?.length, `${component.purl} has no licence`);
}

const listed = readFileSync(dependencies, 'utf8').matchAll(/^\s+([\w.-]+):([\w.-]+):jar:([\w.-]+):(?:compile|runtime)\b/gm);
for (const [, group, library, libraryVersion] of listed) {
  check(components.some(c => c.group === group && c.name === library && c.version === libraryVersion),
      `${group}:${library}:${libraryVersion} is not listed`);
}

/** What a user gets: not what only an optional library needs. */
function reached(reference, found = new Set()) {
  for (const next of bom.dependencies.find(d => d.ref === reference)?.dependsOn ?? []) {
    const component = components.find(c => c['bom-ref'] === next);
    if (component?.scope === 'required' && !found.has(component)) {
      found.add(component);
      reached(next, found);
    }
  }
  return found;
}
const required = [...reached(bom.metadata.component['bom-ref'])].sort((a, b) => (a.purl < b.purl ? -1 : 1));

const inside = new Set();
for (const jar of [`${folder}/${name}.jar`, `${folder}/${name}-offline.jar`].filter(file => existsSync(file))) {
  const entries = execFileSync('jar', ['tf', jar], {encoding: 'utf8', maxBuffer: 1 << 24}).split('\n');
  for (const entry of entries.map(e => e.replace(/^META-INF\/versions\/\d+\//, '')).filter(e => /[^/]$/.test(e))) {
    const prefix = Object.keys(contained).find(p => entry.startsWith(p));
    check(prefix || own.test(entry) || !entry.endsWith('.class'), `the library of ${entry} is unknown`);
    if (prefix) {
      inside.add(contained[prefix]);
    }
  }
}
for (const library of inside) {
  check(required.some(c => c.name === library), `${library} is in the jar, but not listed`);
}

for (const c of required.filter(c => c.group !== 'io.github.bankhub')) {
  const licence = c.licenses.map(l => l.license.id ?? l.license.name).join(', ');
  const where = inside.has(c.name) ? 'yes' : 'no';
  console.log(`| ${artifact} | ${c.group}:${c.name} | ${c.version} | ${licence} | ${where} | \`${checksum(c)}\` |`);
}
