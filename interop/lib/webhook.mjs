// A user's webhook: keeps every event in the order it came.
import { createServer } from 'node:http';
import { until } from './process.mjs';

/** Starts a receiver on a free port; answers {url, events, waitFor, close}. */
export async function startWebhook() {
  const events = [];
  const server = createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString('utf8'));
      events.push({ ...body, headerId: request.headers['x-event-id'] });
      response.writeHead(200).end();
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}/hook`,
    events,
    waitFor: (what, match, ms) => until(what, () => events.find(match), ms),
    close: () => new Promise((done) => server.close(done))
  };
}
