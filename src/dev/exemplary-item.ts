import { BODIES, type Body } from './fictional-bodies.ts'
import type { Seeded } from './seeded.ts'

/** One row of `exemplary-services.csv`. */
export interface Service {
  name: string
  type: string
  dept: string
  /** 1 自然人, 2 法人. */
  server: string
  /** Working days; 0 = 即办. */
  promise: string
  /** Statutory working days; '' for public services, which have none. */
  limit: string
  visits: string
  fee: string
  /** 跨省通办 mode, '' = not a cross-province item. */
  mode: string
  high: string
  result: string
  /** `name:source` with e (e-licence), d (shared data), f (online form), i (issued by a department), u (upload). */
  materials: string
}

const TYPES: Record<string, string> = {
  '01': '行政许可',
  '05': '行政给付',
  '07': '行政确认',
  '08': '行政奖励',
  '09': '行政裁决',
  '10': '其他行政权力',
  '20': '公共服务',
}
const SOURCES: Record<string, [source: string, required: string, shareable: string]> = {
  e: ['shared', '1', 'e-licence'],
  d: ['shared', '1', 'data'],
  f: ['form', '1', 'none'],
  i: ['issued', '1', 'none'],
  u: ['upload', '1', 'none'],
}
const AREAS = ['江苏省、安徽省、上海市', '全国各省（区、市）', '福建省、江西省', '广东省、湖南省、湖北省']
const STAGES = ['受理', '审核', '审批', '办结', '送达']

/**
 * One service item of the exemplary app with the field names of GB/T 39554.2 (dossier list), all text.
 * Codes are fictional: group 99 stands where a department group would.
 */
export function exemplaryItem(service: Service, index: number, random: Seeded): Record<string, string> {
  const body = BODIES[service.dept] as Body
  const number = String(index + 1).padStart(3, '0')
  const national = service.high === 'y' || index % 3 === 0
  const basic = `${national ? '00' : '33'}${service.type}99${number}000`
  const task = `${body.uscc}${body.level}${basic}`
  const online = service.visits === '0'
  const instant = service.promise === '0'
  const paid = service.fee !== ''
  const permit = service.type === '01'
  return {
    row_guid: `EX33-${service.type}-${number}`,
    task_name: service.name,
    catalog_code: basic,
    local_catalog_code: '',
    task_type: service.type,
    by_law: `《示例省${TYPES[service.type]}事项办理规定》（虚构）`,
    power_source: service.type === '20' ? '/' : '01',
    use_level: body.level,
    task_code: task,
    local_task_code: '',
    // Every fourth item has 业务办理项, so that its code is judged.
    task_handle_item: index % 4 === 1 ? `${task}${String(random.between(1, 4)).padStart(2, '0')}` : '',
    task_state: '1',
    task_version: String(random.between(1, 9)),
    dept_name: body.name,
    dept_type: body.level === '3' ? '03' : '01',
    dept_code: body.uscc,
    entrust_name: '',
    anticipate_day: service.limit,
    anticipate_type: service.limit && '1',
    anticipate_explain: service.limit && `自受理之日起${service.limit}个工作日`,
    promise_day: service.promise,
    promise_type: '1',
    promise_explain: instant ? '即时办结' : `自受理之日起${service.promise}个工作日`,
    accept_condition: condition(service, random),
    handle_flow: permit ? STAGES.join('、') : '申请、受理、办理、送达',
    is_fee: paid ? '1' : '0',
    fee_basis: paid ? '《示例省行政事业性收费目录》（虚构）' : '',
    server_type: service.server,
    project_type: instant ? '1' : '2',
    handle_type: online ? '1,2' : '1',
    limit_scene_num: service.visits,
    special_procedure: service.name.includes('裁决') ? '听证、鉴定、勘验' : '无',
    app_is_single_login: '1',
    mobile_terminal_url: `https://m.example.cn/items/${task}`,
    is_single_login: '1',
    link_addr: `https://www.example.cn/items/${task}`,
    transact_addr: `示例市示例路${random.between(1, 300)}号政务服务中心${random.between(1, 4)}楼${random.between(1, 40)}号窗口`,
    transact_time: random.pick(['工作日 09:00-17:00', '工作日 08:30-17:30，周六 09:00-12:00']),
    link_way: `0571-000000${String(random.between(10, 99))}`,
    supervise_way: '0571-00012345',
    plan_effective_date: `202${random.between(1, 5)}-0${random.between(1, 9)}-01`,
    plan_cancel_date: '',
    cd_operation: 'I',
    cd_time: '2026-11-01T02:00:00+08:00',
    cd_batch: '20261101',
    data_source: '示例省事项库（虚构）',
    is_entry_center: '1',
    handle_area: service.mode ? '跨省通办' : random.pick(['全省通办', '全市通办']),
    other_dept: '',
    result_type: resultType(service.result),
    result_name: service.result,
    is_schedule: online ? '0' : '1',
    is_pay_online: paid ? '1' : '0',
    is_express: permit || random.between(0, 1) === 1 ? '1' : '0',
    is_service_terminals: random.pick(['0', '1']),
    user_topic_type: service.server === '1' ? random.pick(['职业资格', '社会保障', '证件办理']) : '',
    corp_topic_type: service.server === '2' ? random.pick(['资质认证', '准营准办', '年检年审']) : '',
    is_online: '1',
    online_handle_depth: online ? '全程网办(IV级)' : '网上受理(III级)',
    online_handle_url: `https://www.example.cn/apply/${task}`,
    limit_scene_explain: online
      ? '无'
      : random.pick(['需现场采集指纹、人像', '需现场核验原件', '需现场勘验或体检']),
    'ext.cross_province': service.mode ? '1' : '0',
    'ext.cross_province_mode': service.mode,
    'ext.cross_province_areas':
      service.mode && (service.mode === '全程网办' ? (AREAS[1] as string) : random.pick(AREAS)),
    'ext.review_type': instant ? '即审即办' : '前审后批',
    'ext.fee_items': paid ? `工本费或服务费 ${service.fee}` : '',
    'ext.login_required': '1',
    'ext.materials': materials(service.materials),
    'ext.stages': permit ? STAGES.map((name, at) => `${name}|${at < 3 ? 1 : 0}`).join('; ') : '',
    'ext.faqs': permit ? `${service.name}可以委托他人办理吗？|可以，提交电子委托书。` : '',
    'ext.samples': `${service.result}（样本）|https://m.example.cn/samples/${number}.png`,
  }
}

function condition(service: Service, random: Seeded): string {
  const who = service.server === '1' ? '年满十六周岁或由监护人代为申请' : '依法登记的法人或非法人组织'
  return `${who}；${random.pick(['材料齐全、符合法定形式', '信息核验通过', '符合规定的资格条件'])}`
}

function resultType(result: string): string {
  if (result.endsWith('证')) return '出证办结'
  if (result.endsWith('批复')) return '审批办结'
  if (result.endsWith('文')) return '出文办结'
  return '其他办结'
}

/** `name|source|required|shareable; …`, the short form that catalogues in CSV may use. */
function materials(text: string): string {
  return text
    .split(';')
    .map(part => {
      const [name = '', kind = ''] = part.split(':')
      return [name, ...(SOURCES[kind] as readonly string[])].join('|')
    })
    .join('; ')
}
