// A caller of the REST API, as a user's program would be.

/** Answers an object whose methods throw on any status but the expected ones. */
export function apiClient(base, apiKey) {
  async function call(method, path, body, { headers = {}, ok = [200, 201], signal } = {}) {
    const answer = await fetch(base + path, {
      method,
      headers: { apikey: apiKey, 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal
    });
    const text = await answer.text();
    if (!ok.includes(answer.status)) {
      const error = new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 300)}`);
      error.status = answer.status;
      error.code = /"code":"(\w+)"/.exec(text)?.[1];
      throw error;
    }
    return text ? JSON.parse(text) : null;
  }
  const of = encodeURIComponent;
  return {
    call,
    create: (instanceName, extra = {}) => call('POST', '/instance/create', { instanceName, qrcode: true, ...extra }),
    connect: (name) => call('GET', `/instance/connect/${of(name)}`),
    state: async (name) => (await call('GET', `/instance/connectionState/${of(name)}`)).instance.state,
    restart: (name) => call('POST', `/instance/restart/${of(name)}`),
    sendText: (name, number, text, options = {}) =>
      call('POST', `/message/sendText/${of(name)}`, { number, text }, options)
  };
}
