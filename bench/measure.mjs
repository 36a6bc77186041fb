import autocannon from 'autocannon';

/** Seconds of load before the clock runs: code is compiled and caches are filled. */
const WARM_UP = 1;

/** One round of one work item. Throws where an answer is not the one that the item is about. */
export const measure = async (work, { server, traffic, connections, seconds }) => {
  const target = { server, traffic, connections: work.connections ?? connections };
  await fire(work, { ...target, duration: WARM_UP });
  const { latency, requests, processorTime } = await fire(work, { ...target, duration: seconds });
  return {
    requestsPerSecond: requests.average,
    p50: latency.p50,
    p99: latency.p99,
    cpu: (processorTime / requests.total) * 1000,
    rss: server.memory(),
  };
};

const fire = async (work, { server, traffic, ...load }) => {
  const prepared = (await work.before?.(traffic)) ?? traffic;
  const wrong = [];
  const note = (status, body) => {
    const isRight = status === (work.status ?? 200) && (work.isRight?.(body) ?? true);
    if (!isRight && wrong.length === 0) wrong.push(`${status} ${body.slice(0, 200)}`);
  };
  const requests = work.requests(prepared).map((request) => watched(request, note));
  const begun = server.processorTime();
  const result = await autocannon({ ...load, url: server.origin, requests });
  const processorTime = server.processorTime() - begun;
  if (wrong.length > 0 || result.errors > 0) throw new Error(`${work.name}: ${wrong[0] ?? `${result.errors} errors`}`);
  return { ...result, processorTime };
};

const watched = (request, note) => ({
  ...request,
  onResponse: (status, body, context, headers) => {
    note(status, body);
    request.onResponse?.(status, body, context, headers);
  },
});
