// A web page for link previews.
import { createServer } from 'node:http';

/** Serves one page with this title; answers {url, close}. */
export async function startPage(title) {
  const html = `<!doctype html><html><head><title>${title}</title><meta property="og:title" content="${title}"></head><body></body></html>`;
  const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${server.address().port}/bread`, close: () => new Promise((done) => server.close(done)) };
}
