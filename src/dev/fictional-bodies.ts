const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

export interface Body {
  name: string
  uscc: string
  /** 行使层级 of its items: 2 province, 3 city. */
  level: string
}

/**
 * Credit code of a body that does not exist: `MB0FAKE` stands in the organisation code, only the check digits hold.
 * Computed apart from `src/codes`, so that fixtures and the check of the code are not twins (GB 32100, GB 11714).
 */
export function fictionalCreditCode(authority: string, region: string, letter: string): string {
  const eight = `MB0FAKE${letter}`
  const value = (character: string): number =>
    character >= 'A' ? character.charCodeAt(0) - 55 : Number(character)
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, at) => total + weight * value(eight[at] as string),
    0,
  )
  const organisationCheck = '0123456789X'[(11 - (sum % 11)) % 11] as string
  const seventeen = `${authority}${region}${eight}${organisationCheck}`
  const weighted = USCC_WEIGHTS.reduce(
    (total, weight, at) => total + weight * USCC_ALPHABET.indexOf(seventeen[at] as string),
    0,
  )
  return `${seventeen}${USCC_ALPHABET[(31 - (weighted % 31)) % 31]}`
}

const NAMES: Record<string, string> = {
  office: '示例省人民政府办公厅（虚构）',
  police: '示例省公安厅（虚构）',
  hrss: '示例省人力资源和社会保障厅（虚构）',
  civil: '示例省民政厅（虚构）',
  justice: '示例省司法厅（虚构）',
  tax: '示例省税务局（虚构）',
  medical: '示例省医疗保障局（虚构）',
  health: '示例省卫生健康委员会（虚构）',
  edu: '示例省教育厅（虚构）',
  transport: '示例省交通运输厅（虚构）',
  housing: '示例省住房和城乡建设厅（虚构）',
  market: '示例省市场监督管理局（虚构）',
  natural: '示例省自然资源厅（虚构）',
  ecology: '示例省生态环境厅（虚构）',
  water: '示例省水利厅（虚构）',
  agri: '示例省农业农村厅（虚构）',
  culture: '示例省文化和旅游厅（虚构）',
  emergency: '示例省应急管理厅（虚构）',
  veterans: '示例省退役军人事务厅（虚构）',
  fund: '示例市住房公积金管理中心（虚构）',
}

/** Every body of the exemplary app by its key in `exemplary-services.csv`. */
export const BODIES: Readonly<Record<string, Body>> = Object.fromEntries(
  Object.entries(NAMES).map(([key, name], index) => {
    const city = key === 'fund'
    const letter = USCC_ALPHABET[index] as string
    return [
      key,
      {
        name,
        uscc: fictionalCreditCode(city ? '12' : '11', city ? '330100' : '330000', letter),
        level: city ? '3' : '2',
      },
    ]
  }),
)
