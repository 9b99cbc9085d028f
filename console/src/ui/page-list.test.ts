import { describe, expect, it } from 'vitest'
import { ROLES } from '@liandong/shared/access/actor.ts'
import { mayOpen, PAGE_PERMISSIONS } from '@liandong/shared/access/page-permissions.ts'
import { may } from '@liandong/shared/access/permissions.ts'
import { HOME_PAGE } from '@liandong/shared/wire/session.ts'
import { sectionsFor } from '../admin/sections.ts'
import { findPage, PAGES } from './page-list.ts'

describe('pages open by permission', () => {
  it('every page has one, and the server answers it as the menu does', () => {
    expect(PAGES.map((page) => `page.${page.name}`).toSorted()).toEqual(Object.keys(PAGE_PERMISSIONS).toSorted())
    for (const role of ROLES)
      for (const { name } of PAGES) expect(may(role, `page.${name}`), `${role} ${name}`).toBe(mayOpen(role, name))
  })

  it('everybody may open the page they land on', () => {
    for (const role of ROLES) expect(mayOpen(role, findPage(HOME_PAGE[role])?.name ?? 'desk'), role).toBe(true)
  })

  it('administration opens to whoever has something to do there, and to nobody else', () => {
    for (const role of ROLES) expect(mayOpen(role, 'admin'), role).toBe(sectionsFor(role).length > 0)
  })

  it('who opens a page may read what it is made of', () => {
    const needs = {
      supervise: 'figures.read',
      insight: 'figures.read',
      tickets: 'ticket.read',
      desk: 'work.read',
    } as const
    for (const [page, permission] of Object.entries(needs))
      for (const role of ROLES)
        if (mayOpen(role, page as keyof typeof needs)) expect(may(role, permission), `${role} ${page}`).toBe(true)
  })
})
