import { flow, value } from './journey.mjs';

const stamp = Date.now();
const day = (ago) => new Date(Date.now() - ago * 86_400_000).toISOString();
const month = day(31).slice(0, 7);
const clerk = `C${stamp}`;
const buyer = `K${stamp}`;

/**
 * A shop at work, so that pages are looked at with something on them: people and their pay, orders that are returned, a complaint, a
 * disputed line of pay, a signal, an incident and a draft. Answers the addresses of single things.
 */
export async function shopAtWork(api) {
  await api.post('/api/facts/Staff', {
    id: clerk, name: '何晓明', department: '客服售前部', post: 'pre-sales CS', status: 'regular', hiredOn: '2025-03-01', education: 'bachelor',
    cet6: true, manager: false, phone: `135${String(stamp).slice(-8)}`,
  });
  await api.post('/api/facts/Customer', { id: buyer, name: '赵刚', phone: '13800000000', address: '广州市人民路124号20栋1291' });
  const orders = await Promise.all([59, 380, 1290].map((amount, n) => order(api, `O${stamp}${n}`, amount)));
  const started = [];
  for (const { id, amount } of orders) {
    started.push(await api.post('/workflows/returns', { order: id, reason: '商品破损', amount, kind: 'return' }));
  }
  await api.post('/workflows/complaints', { order: orders[0].id, customer: buyer, text: '收到的商品破损，客服一直没有回复' });
  await api.post('/workflows/contacts', { customer: buyer, channel: 'wangwang', text: '羽毛球拍什么时候发货？' });
  await api.post('/workflows/pay-disputes', { month, staff: clerk, line: 'base', reason: '七月已通过六级，补贴没有算' });
  const broken = `stock${stamp}`;
  await api.put(`/api/definitions/${broken}/draft`, flow(broken, '库存核对', [
    { id: 'Count', type: 'Elsa.WriteLine', version: 1, text: value('String', 'JavaScript', 'unknownName.x') },
  ]));
  await api.post(`/api/definitions/${broken}/publish`);
  const failed = await api.post('/api/runs', { definitionId: broken });
  await api.put(`/api/definitions/sale${stamp}/draft`, flow(`sale${stamp}`, '年货节准备', []));
  const taskOf = async (run) => (await api.get(`/api/tasks?run=${run}&state=open`)).items[0];
  const disputed = (await api.get('/api/runs?definition=pay-dispute')).items[0];
  return [
    `/inbox/${(await taskOf(started.at(-1).run)).id}`, `/inbox/${(await taskOf(disputed.id)).id}`, `/runs/${started.at(-1).run}`,
    `/runs/${failed.id}`, `/customers/${buyer}`, `/pay/${month}`, `/pay/${month}/${clerk}`,
  ];
}

async function order(api, id, amount) {
  const fact = {
    id, channel: 'web', buyerId: buyer, staffId: clerk, receiverPhone: `135${String(stamp).slice(-8)}`, address: '广州市人民路124号',
    deviceId: `D${stamp}`, ip: '10.0.0.9', orderedAt: day(6), paidAt: day(6), amount, status: 'paid',
  };
  await api.post('/api/facts/Order', fact);
  await api.post('/api/facts/Shipment', {
    orderId: id, waybill: `SF${id}`, carrier: 'SF', shippedAt: day(5), firstScanAt: day(5), deliveredAt: day(2),
  });
  return fact;
}
