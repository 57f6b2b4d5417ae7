/** Services the exemplary H5 shows, with the short names on its tiles. */
const SHOWN: Record<string, string> = {
  领取养老金人员待遇资格认证: '养老认证',
  社会保障卡申领: '社保卡申领',
  居民身份证换领: '身份证换领',
  异地就医结算备案: '异地就医',
  生育登记服务: '生育登记',
  失业保险金申领: '失业金',
  机动车驾驶证期满换证: '驾驶证换证',
  住房公积金提取: '公积金提取',
  居民身份证补领: '身份证补领',
  不动产登记资料查询: '不动产查询',
  残疾人两项补贴资格认定: '残疾人补贴',
  灵活就业人员社会保险参保登记: '灵活就业参保',
}

/** Plain words people use for services of official names; the search of the H5 knows them. */
const CALLED: Record<string, string[]> = {
  领取养老金人员待遇资格认证: ['养老认证', '退休金认证', '养老金年审'],
  社会保障卡申领: ['社保卡'],
  居民身份证换领: ['身份证到期', '换身份证', '身份证更新'],
  居民身份证补领: ['补办身份证'],
  生育登记服务: ['生孩子登记'],
  异地就医结算备案: ['异地看病'],
  机动车驾驶证期满换证: ['换驾照'],
  失业保险金申领: ['领失业金'],
}

const SOURCES: Record<string, string> = {
  shared: '数据共享，免提交',
  form: '在线填写',
  issued: '部门核发',
  upload: '上传或拍照',
}
const UNITS: Record<string, string> = { '1': '个工作日', '2': '个自然日', '3': '小时' }

/** What the guide pages of the exemplary H5 show, from the same rows as the catalogue. */
export function guideText(items: readonly Record<string, string>[]): string {
  const shown = Object.keys(SHOWN).flatMap(name => items.filter(item => item.task_name === name))
  return `${JSON.stringify(shown.map(guideOf), null, 1)}\n`
}

function guideOf(item: Record<string, string>): Record<string, unknown> {
  const limit = (days: string | undefined, unit: string | undefined) =>
    days === undefined || days === '' ? '无' : `${days}${UNITS[unit ?? ''] ?? '个工作日'}`
  const kept = [
    'task_code',
    'task_name',
    'dept_name',
    'accept_condition',
    'handle_flow',
    'transact_addr',
    'transact_time',
  ]
  return {
    ...Object.fromEntries(kept.map(field => [field, item[field] ?? ''])),
    short: SHOWN[item.task_name ?? ''],
    called: CALLED[item.task_name ?? ''] ?? [],
    link_way: item.link_way ?? '',
    supervise_way: item.supervise_way ?? '',
    anticipate: limit(item.anticipate_day, item.anticipate_type),
    promise: item.project_type === '1' ? '即办' : limit(item.promise_day, item.promise_type),
    visits: item.limit_scene_num ?? '',
    fee: item.is_fee === '1' ? (item['ext.fee_items'] ?? '') : '不收费',
    materials: (item['ext.materials'] ?? '').split(';').flatMap(text => {
      const [name = '', source = ''] = text.split('|').map(part => part.trim())
      return name === '' ? [] : [{ name, from: SOURCES[source] ?? source }]
    }),
  }
}
