import { HOUSEHOLD_VIOLENCE } from '../access/protection.ts'
import type { FieldError } from '../problems/refusal.ts'
import { nodesOf, type CategoryRow, type CategoryTree } from './category-tree.ts'
import { DELIVERED_CATEGORIES } from './delivered-categories.ts'
import { unclassified } from './unclassified.ts'

/** What the product itself gives a case by name, or protects a reporter by: never retired. */
const KEPT: readonly string[] = [unclassified, '纠纷', HOUSEHOLD_VIOLENCE]

export const MOST_CATEGORIES = 500
export const MOST_SYSTEMS = 10
/** As long as a source's own code may be. */
const LONGEST_MAPPED = 64

const CODE = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,19}$/u
const SYSTEM = /^[a-z0-9][a-z0-9-]{0,31}$/

type Say = (pointer: string, message: string, messageZh: string) => void

/**
 * `checkCategories` says what is wrong with a proposed tree, row by row. `before` is the tree it takes the place of:
 * a case keeps its code for ever, so no code of that tree, nor one the classifier gives, may be gone or change its level.
 */
export function checkCategories(tree: CategoryTree, before: CategoryTree): FieldError[] {
  const errors: FieldError[] = []
  const say: Say = (pointer, message, messageZh) => errors.push({ pointer: `/content/${pointer}`, message, messageZh })
  checkSystems(tree, say)
  checkGone(tree, before, say)
  const seen = new Map<string, number>()
  const names = new Map<string, string>()
  tree.nodes.forEach((node, i) => {
    const at: Say = (field, ...words) => say(`nodes/${i}/${field}`, ...words)
    checkCode(node, seen, at)
    seen.set(node.code, i)
    checkWords(node, at)
    checkPlace(node, tree, before, at)
    checkName(node, names, at)
  })
  checkMappings(tree, say)
  return errors
}

function checkSystems({ systems }: CategoryTree, say: Say): void {
  if (systems.length > MOST_SYSTEMS)
    say('systems', `at most ${MOST_SYSTEMS} systems`, `外部系统最多 ${MOST_SYSTEMS} 个`)
  systems.forEach(({ id, name }, i) => {
    if (!SYSTEM.test(id))
      say(`systems/${i}/id`, '1 to 32 lower-case letters, digits or -', '编号应为 1–32 位小写字母、数字或 -')
    if (systems.findIndex((one) => one.id === id) < i)
      say(`systems/${i}/id`, `${id} is here twice`, `外部系统编号“${id}”重复`)
    checkLabel(name, 20, (...words) => say(`systems/${i}/name`, ...words))
  })
}

function checkGone(tree: CategoryTree, before: CategoryTree, say: Say): void {
  if (tree.nodes.length > MOST_CATEGORIES)
    say('nodes', `at most ${MOST_CATEGORIES} rows`, `类别最多 ${MOST_CATEGORIES} 项`)
  const known = nodesOf(tree)
  for (const { code } of before.nodes)
    if (!known.has(code)) say('nodes', `${code} is in use: retire it instead`, `“${code}”已在用，不能删除，只能停用`)
  for (const { code } of DELIVERED_CATEGORIES.content.nodes)
    if (!known.has(code) && !nodesOf(before).has(code))
      say('nodes', `the classifier gives ${code}: retire it instead`, `“${code}”会由自动研判给出，不能删除，只能停用`)
}

function checkCode({ code }: CategoryRow, seen: ReadonlyMap<string, number>, say: Say): void {
  if (!CODE.test(code)) say('code', '1 to 20 letters, digits, - or _', '编码应为 1–20 个汉字、字母、数字、- 或 _')
  else if (seen.has(code)) say('code', `${code} is here twice`, `编码“${code}”重复`)
}

const checkWords = ({ zh, en }: CategoryRow, say: Say): void => {
  checkLabel(zh, 20, (...words) => say('zh', ...words))
  checkLabel(en, 40, (...words) => say('en', ...words))
}

function checkLabel(text: string, most: number, say: (message: string, messageZh: string) => void): void {
  if (text.trim() === '' || [...text].length > most) say(`1 to ${most} characters`, `应为 1–${most} 个字`)
  else if (text !== text.trim() || /\p{Cc}/u.test(text))
    say('no blanks at its ends, no line breaks', '首尾不能有空格，中间不能换行')
}

function checkPlace(node: CategoryRow, tree: CategoryTree, before: CategoryTree, say: Say): void {
  const { code, parent, retired } = node
  const above = parent === null ? undefined : nodesOf(tree).get(parent)
  const was = nodesOf(before).get(code)
  if (parent !== null && above === undefined) say('parent', `there is no ${parent}`, `上级“${parent}”不存在`)
  else if (above && above.parent !== null)
    say('parent', `${parent} is a subtype itself: two levels at most`, `上级“${parent}”本身是细类，只能分两级`)
  if (was && (was.parent === null) !== (parent === null))
    say('parent', 'a category stays one, and so does a subtype', '已有的类别与细类不能互换')
  if (retired && KEPT.includes(code))
    say('retired', `${code} is one the product relies on`, `“${code}”为系统必需，不能停用`)
  if (!retired && above?.retired) say('retired', `${parent} above it is retired`, `上级“${parent}”已停用，须一并停用`)
}

function checkName({ parent, zh, retired }: CategoryRow, names: Map<string, string>, say: Say): void {
  if (retired) return
  const key = `${parent ?? ''}\n${zh}`
  if (names.has(key)) say('zh', `another one beside it is called ${zh}`, `同级已有“${zh}”`)
  names.set(key, zh)
}

function checkMappings({ systems, nodes }: CategoryTree, say: Say): void {
  const owners = new Map<string, string>()
  nodes.forEach(({ code, mappings }, i) => {
    for (const [system, theirs] of Object.entries(mappings)) {
      const pointer = `nodes/${i}/mappings/${system}`
      if (!systems.some((one) => one.id === system))
        say(pointer, `there is no system ${system}`, `没有编号为“${system}”的外部系统`)
      for (const their of theirs) {
        if (
          their.trim() !== their ||
          their === '' ||
          [...their].length > LONGEST_MAPPED ||
          /[\p{Cc}、;；]/u.test(their)
        )
          say(pointer, `a code is 1 to ${LONGEST_MAPPED} characters`, `对照编码应为 1–${LONGEST_MAPPED} 个字符`)
        const owner = owners.get(`${system}\n${their}`)
        if (owner !== undefined)
          say(pointer, `${their} is mapped to ${owner} already`, `“${their}”已对应“${owner}”，一个编码只能对应一项`)
        else owners.set(`${system}\n${their}`, code)
      }
    }
  })
}
