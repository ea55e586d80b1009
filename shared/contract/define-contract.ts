import { z } from 'zod';
import { failed, Failure, success, type Result } from '../failure/failure.ts';

export interface Call<Input extends z.ZodType, Output extends z.ZodType> {
  readonly is: 'call';
  readonly input: Input;
  readonly output: Output;
}
export interface Announcement<Payload extends z.ZodType> {
  readonly is: 'event';
  readonly payload: Payload;
}

export const call = <Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Call<Input, Output> => ({
  is: 'call',
  input,
  output,
});
export const event = <Payload extends z.ZodType>(payload: Payload): Announcement<Payload> => ({ is: 'event', payload });

type AnyCall = Call<z.ZodType, z.ZodType>;
type AnyEvent = Announcement<z.ZodType>;
export type Contract = Readonly<Record<string, AnyCall | AnyEvent>>;

export type CallName<C extends Contract> = { [Name in keyof C]: C[Name] extends AnyCall ? Name : never }[keyof C] &
  string;
export type EventName<C extends Contract> = { [Name in keyof C]: C[Name] extends AnyEvent ? Name : never }[keyof C] &
  string;
export type Input<C extends Contract, Name extends CallName<C>> =
  C[Name] extends Call<infer I, z.ZodType> ? z.infer<I> : never;
export type Output<C extends Contract, Name extends CallName<C>> =
  C[Name] extends Call<z.ZodType, infer O> ? z.infer<O> : never;
export type Payload<C extends Contract, Name extends EventName<C>> =
  C[Name] extends Announcement<infer P> ? z.infer<P> : never;

/** Which window asks: the host lets one window at a time change anything. */
export interface Caller {
  readonly windowId: string;
}

/** What the host implements. */
export type Handlers<C extends Contract> = {
  readonly [Name in CallName<C>]: (input: Input<C, Name>, caller: Caller) => Promise<Result<Output<C, Name>>>;
};

/** Announces a fact to every window. */
export type Announce<C extends Contract> = <Name extends EventName<C>>(name: Name, payload: Payload<C, Name>) => void;

/** What the renderer holds. */
export interface Client<C extends Contract> {
  call<Name extends CallName<C>>(name: Name, input: Input<C, Name>): Promise<Result<Output<C, Name>>>;
  on<Name extends EventName<C>>(name: Name, listener: (payload: Payload<C, Name>) => void): () => void;
  /** Told after the line to the host was lost and found again: ask for everything anew. */
  onReconnect(listener: () => void): () => void;
  /** Told when the line to the host is lost. */
  onLost(listener: () => void): () => void;
}

/** The whole job of a transport: bytes there and back. `request` gives undefined where the host cannot be reached. */
export interface Transport {
  request(name: string, input: unknown): Promise<unknown>;
  listen(name: string, listener: (payload: unknown) => void): () => void;
  onReconnect(listener: () => void): () => void;
  onLost(listener: () => void): () => void;
}

/** Makes the renderer's host; what comes back is checked here as what goes in is checked there. */
export function connect<C extends Contract>(contract: C, transport: Transport): Client<C> {
  return {
    call: async (name, input) => readAnswer(contract[name] as AnyCall, await transport.request(name, input)) as never,
    on: (name, listener) =>
      transport.listen(name, payload => listener((contract[name] as AnyEvent).payload.parse(payload) as never)),
    onReconnect: listener => transport.onReconnect(listener),
    onLost: listener => transport.onLost(listener),
  };
}

/** Answers one request; both transports end here, so both look the name up as own property and validate. */
export async function answer<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  name: string,
  input: unknown,
  caller: Caller,
): Promise<Result<unknown>> {
  const entry = Object.hasOwn(contract, name) ? contract[name] : undefined;
  if (entry?.is !== 'call') return failed({ kind: 'notUnderstood', detail: 'no such call' });
  const parsed = entry.input.safeParse(input);
  if (!parsed.success) return failed({ kind: 'notUnderstood', detail: z.prettifyError(parsed.error) });
  return handlers[name as CallName<C>](parsed.data as never, caller);
}

const Envelope = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), failure: Failure }),
]);

function readAnswer(entry: AnyCall, raw: unknown): Result<unknown> {
  if (raw === undefined) return failed({ kind: 'hostGone' });
  const envelope = Envelope.safeParse(raw);
  if (!envelope.success) return failed({ kind: 'notUnderstood', detail: 'answer without shape' });
  if (!envelope.data.ok) return failed(envelope.data.failure);
  const value = entry.output.safeParse(envelope.data.value);
  return value.success ? success(value.data) : failed({ kind: 'notUnderstood', detail: z.prettifyError(value.error) });
}
