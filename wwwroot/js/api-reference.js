// Renders /openapi/v1.json as a page. Everything is set as text, so nothing in the document can become markup.
const root = document.getElementById('operations');
const methods = ['get', 'post', 'patch', 'put', 'delete'];
const dark = document.cookie.split('; ').includes('theme=dark') || (!document.cookie.includes('theme=') && matchMedia('(prefers-color-scheme: dark)').matches);
if (dark) document.documentElement.dataset.theme = 'dark';

function make(tag, props = {}, ...children) {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

function resolve(doc, schema) {
  const name = schema?.$ref?.split('/').pop();
  return name ? { name, ...doc.components.schemas[name] } : schema ?? {};
}

function typeOf(doc, schema) {
  if (schema?.$ref) return schema.$ref.split('/').pop();
  const options = schema?.oneOf ?? schema?.anyOf;
  if (options) return options.map(option => typeOf(doc, option)).join(' or ');
  const types = [].concat(schema?.type ?? 'any').filter(type => type !== 'null');
  const nullable = [].concat(schema?.type ?? []).includes('null') ? ' or null' : '';
  if (types.includes('array')) return `list of ${typeOf(doc, schema.items)}${nullable}`;
  return `${types.join(' or ')}${schema?.format ? ` (${schema.format})` : ''}${nullable}`;
}

function fields(doc, schema) {
  const resolved = resolve(doc, schema);
  const entries = Object.entries(resolved.properties ?? {});
  if (entries.length === 0) return null;
  const required = new Set(resolved.required ?? []);
  return make('table', {},
    make('thead', {}, make('tr', {}, ...['Field', 'Type', 'Meaning'].map(text => make('th', { scope: 'col', textContent: text })))),
    make('tbody', {}, ...entries.map(([name, field]) => make('tr', {},
      make('td', {}, make('code', { textContent: name })),
      make('td', { textContent: typeOf(doc, field) }),
      make('td', { textContent: [required.has(name) && field.description ? 'Required.' : '', field.writeOnly ? 'Write-only.' : '', field.description ?? '', field.enum ? `One of ${field.enum.filter(Boolean).join(', ')}.` : ''].filter(Boolean).join(' ') })))));
}

function example(schema) {
  const body = {};
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (field.examples?.length) body[name] = field.examples[0];
  }
  return Object.keys(body).length ? JSON.stringify(body, null, 2) : null;
}

function operation(doc, path, method, op) {
  const inside = make('div', { className: 'inside' });
  if (op.description) inside.append(make('p', { textContent: op.description }));
  const parameters = op.parameters ?? [];
  if (parameters.length) {
    inside.append(make('h3', { textContent: 'Parameters' }), make('table', {}, make('tbody', {}, ...parameters.map(p => make('tr', {},
      make('td', {}, make('code', { textContent: p.name })), make('td', { textContent: p.in }), make('td', { textContent: p.description ?? '' }))))));
  }
  const body = op.requestBody?.content?.['application/json']?.schema;
  if (body) {
    const resolved = resolve(doc, body);
    inside.append(make('h3', { textContent: 'Body' }), fields(doc, body) ?? '');
    const sample = example(resolved);
    if (sample) inside.append(make('pre', { tabIndex: 0, textContent: sample }));
  }
  inside.append(make('h3', { textContent: 'Answers' }));
  for (const [status, answer] of Object.entries(op.responses ?? {})) {
    const schema = answer.content?.['application/json']?.schema;
    inside.append(make('p', {}, make('code', { textContent: status }), ` ${answer.description ?? ''} ${schema ? typeOf(doc, schema) : ''}`));
    if (status.startsWith('2') && schema) inside.append(fields(doc, schema) ?? '');
  }
  return make('details', { className: op.deprecated ? 'deprecated' : '', id: op.operationId ?? '' },
    make('summary', {}, make('span', { className: `method ${method}`, textContent: method.toUpperCase() }), make('code', { textContent: path }), make('span', { className: 'what', textContent: op.summary ?? '' })),
    inside);
}

function render(doc) {
  document.getElementById('about').textContent = `${doc.info.description} Version ${doc.info.version}.`;
  const groups = new Map();
  for (const [path, item] of Object.entries(doc.paths)) {
    for (const method of methods.filter(m => item[m])) {
      const tag = item[method].tags?.[0] ?? 'Other';
      if (!groups.has(tag)) groups.set(tag, []);
      groups.get(tag).push(operation(doc, path, method, item[method]));
    }
  }
  for (const [tag, operations] of groups) root.append(make('section', {}, make('h2', { textContent: tag }), ...operations));
  const schemas = Object.entries(doc.components?.schemas ?? {}).filter(([, schema]) => schema.properties);
  root.append(make('section', {}, make('h2', { textContent: 'Objects' }), ...schemas.map(([name, schema]) =>
    make('details', {}, make('summary', {}, make('code', { textContent: name }), make('span', { className: 'what', textContent: schema.description ?? '' })), make('div', { className: 'inside' }, fields(doc, schema))))));
}

document.getElementById('find').addEventListener('input', event => {
  const wanted = event.target.value.trim().toLowerCase();
  for (const entry of root.querySelectorAll('details')) entry.hidden = !entry.firstChild.textContent.toLowerCase().includes(wanted);
  for (const section of root.querySelectorAll('section')) section.hidden = ![...section.querySelectorAll('details')].some(entry => !entry.hidden);
});

try {
  const answer = await fetch('/openapi/v1.json');
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  render(await answer.json());
} catch (problem) {
  document.getElementById('about').textContent = `The document could not be read (${problem.message}).`;
}
