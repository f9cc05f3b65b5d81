// The simulator's admin API.

export function adminClient(base) {
  async function call(method, path, body, type = 'application/json') {
    const answer = await fetch(base + path, {
      method,
      headers: body === undefined ? {} : { 'content-type': type },
      body: body === undefined ? undefined : type === 'application/json' ? JSON.stringify(body) : body
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 300)}`);
    return text ? JSON.parse(text) : null;
  }
  return {
    call,
    scanQr: (qr) => call('POST', '/admin/mock-phone/scan-qr', qr, 'text/plain'),
    createPhone: (name) => call('POST', '/admin/phones', { name }),
    send: (phone, to, text) => call('POST', `/admin/phones/${phone}/send`, { to, text }),
    inbox: (phone) => call('GET', `/admin/phone-inbox?phone=${phone}`),
    accounts: () => call('GET', '/admin/accounts'),
    faults: (body) => call('POST', '/admin/faults', body),
    violations: async () => (await call('GET', '/admin/violations')).violations
  };
}
