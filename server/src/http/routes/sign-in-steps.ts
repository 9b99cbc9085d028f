import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { SignedIn } from '../../identity/identity.ts'
import { ProblemError } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { answerOf, fromOf, sessionSchema, setSession, type STEPS, unwrap } from './session.ts'

const codeBody = z.strictObject({ code: z.string().trim().min(6).max(40) })

/** A step that is not the next one is refused, and told which is. */
function expectStep(me: SignedIn, ...steps: ((typeof STEPS)[number] | null)[]): void {
  if (steps.includes(me.needs)) return
  throw new ProblemError(
    me.needs === null ? { code: 'alreadyDone' } : { code: 'signInUnfinished', facts: { needs: me.needs } },
  )
}

/** What finishes a sign-in: the second factor, its enrolment, a password of one's own. */
export function signInStepRoutes(app: FastifyInstance, { identity, config }: Services): void {
  route(app, {
    method: 'POST',
    url: '/session/second-factor',
    tag: 'session',
    summary: 'The code of the second factor, or one of the codes kept for a lost phone; each is taken once',
    access: 'signingIn',
    body: codeBody,
    response: { 200: sessionSchema },
    handler: async ({ me, body, request, reply }) => {
      expectStep(me, 'secondFactor')
      const done = unwrap(await identity.secondFactor(me, body.code, fromOf(request)), reply)
      setSession(reply, config, done)
      return answerOf(done.signedIn)
    },
  })

  route(app, {
    method: 'POST',
    url: '/session/enrolment',
    tag: 'session',
    summary: 'Begin to enrol a second factor: the secret, and the address that a QR code holds',
    access: 'signingIn',
    response: { 200: z.object({ secret: z.string(), uri: z.string() }) },
    handler: async ({ me, reply }) => {
      expectStep(me, 'enrolment')
      void reply.header('cache-control', 'no-store')
      return unwrap(await identity.enrol(me), reply)
    },
  })

  route(app, {
    method: 'POST',
    url: '/session/enrolment/confirm',
    tag: 'session',
    summary: 'Prove that a device has the secret; answers ten codes for the day it is lost, this once',
    access: 'signingIn',
    body: codeBody,
    response: { 200: sessionSchema.extend({ recoveryCodes: z.array(z.string()) }) },
    handler: async ({ me, body, request, reply }) => {
      expectStep(me, 'enrolment')
      const done = unwrap(await identity.confirmEnrolment(me, body.code, fromOf(request)), reply)
      setSession(reply, config, done)
      void reply.header('cache-control', 'no-store')
      return { ...answerOf(done.signedIn), recoveryCodes: done.recoveryCodes }
    },
  })

  route(app, {
    method: 'PUT',
    url: '/session/password',
    tag: 'session',
    summary: 'Change one’s own password; ends the other sessions of the account',
    access: 'signingIn',
    body: z.strictObject({ present: z.string().min(1).max(200), next: z.string().min(1).max(200) }),
    response: { 200: sessionSchema },
    handler: async ({ me, body, request, reply }) => {
      expectStep(me, 'newPassword', null)
      const done = unwrap(await identity.changePassword(me, body.present, body.next, fromOf(request)), reply)
      setSession(reply, config, done)
      return answerOf(done.signedIn)
    },
  })
}
