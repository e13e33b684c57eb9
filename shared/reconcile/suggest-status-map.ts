/**
 * A first status map by meaning, in several languages. Only what a label plainly says is suggested;
 * the rest is left for a person to map.
 */
import type { MemberStatus, VoyageStatus } from '../domain/status.ts';
import { VOYAGE_STATUSES } from '../domain/status.ts';
import { compareCodePoints } from './code-point-order.ts';

export interface SuggestedStatusMap {
  readonly toVoyage: Readonly<Record<string, VoyageStatus>>;
  readonly toSalesforce: Readonly<Partial<Record<VoyageStatus, string>>>;
}

/** Labels as `plainWords` writes them. The first of each is the plainest name of its status. */
const WORDS: Readonly<Record<VoyageStatus, readonly string[]>> = {
  invited: [
    'invited',
    'sent',
    'invite sent',
    'invitation sent',
    'emailed',
    'email sent',
    'mailed',
    'eingeladen',
    'einladung versendet',
    'gesendet',
    'versendet',
    'invite',
    'invitee',
    'envoye',
    'invitation envoyee',
    'invitado',
    'invitada',
    'enviado',
    'invitato',
    'inviato',
    'convidado',
    'uitgenodigd',
    'verzonden',
    'inbjuden',
    'inviteret',
    'zaproszony',
    '招待済み',
    '招待',
    '已邀请',
  ],
  pending: [
    'pending',
    'pending approval',
    'awaiting approval',
    'tentative',
    'maybe',
    'ausstehend',
    'in prufung',
    'vielleicht',
    'en attente',
    'pendiente',
    'in attesa',
    'pendente',
    'in behandeling',
    '保留中',
    '待定',
  ],
  waitlisted: [
    'waitlisted',
    'waitlist',
    'waiting list',
    'wait list',
    'wait listed',
    'on waiting list',
    'warteliste',
    'auf warteliste',
    'liste d attente',
    'lista de espera',
    'en lista de espera',
    'lista d attesa',
    'wachtlijst',
    'キャンセル待ち',
    '候补',
  ],
  registered: [
    'registered',
    'responded',
    'signed up',
    'rsvp',
    'rsvp yes',
    'rsvp d',
    'accepted',
    'angemeldet',
    'registriert',
    'zugesagt',
    'inscrit',
    'inscrite',
    'registrado',
    'registrada',
    'inscrito',
    'inscrita',
    'registrato',
    'iscritto',
    'iscritta',
    'aangemeld',
    'geregistreerd',
    'anmald',
    'tilmeldt',
    'zarejestrowany',
    '登録済み',
    '已注册',
    '已报名',
  ],
  confirmed: [
    'confirmed',
    'confirmation sent',
    'bestatigt',
    'confirme',
    'confirmee',
    'confirmado',
    'confirmada',
    'confermato',
    'bevestigd',
    'bekraftad',
    'bekraeftet',
    'potwierdzony',
    '確認済み',
    '已确认',
  ],
  attended: [
    'attended',
    'checked in',
    'check in',
    'present',
    'showed up',
    'visited',
    'participated',
    'attendee',
    'teilgenommen',
    'anwesend',
    'erschienen',
    'a participe',
    'asistio',
    'ha partecipato',
    'partecipato',
    'presente',
    'participou',
    'aanwezig',
    'deelgenomen',
    'deltog',
    'deltagit',
    '出席',
    '参加済み',
    '出席済み',
    '已出席',
    '已参加',
  ],
  no_show: [
    'no show',
    'noshow',
    'did not attend',
    'not attended',
    'absent',
    'nicht erschienen',
    'nicht teilgenommen',
    'abwesend',
    'absente',
    'non presente',
    'no asistio',
    'no se presento',
    'non presentato',
    'assente',
    'ausente',
    'niet verschenen',
    'niet aanwezig',
    '欠席',
    '未出席',
  ],
  declined: [
    'declined',
    'rejected invitation',
    'rsvp no',
    'not coming',
    'not interested',
    'refused',
    'abgesagt',
    'abgelehnt',
    'decline',
    'declinee',
    'refuse',
    'rechazado',
    'declinado',
    'rifiutato',
    'recusado',
    'afgewezen',
    'afgeslagen',
    'avbojt',
    'odrzucony',
    '辞退',
    '已拒绝',
    '已婉拒',
  ],
  cancelled: [
    'cancelled',
    'canceled',
    'registration cancelled',
    'registration canceled',
    'unregistered',
    'withdrawn',
    'storniert',
    'annule',
    'annulee',
    'cancelado',
    'cancelada',
    'annullato',
    'cancellato',
    'geannuleerd',
    'avbokad',
    'aflyst',
    'anulowany',
    'キャンセル',
    'キャンセル済み',
    '已取消',
  ],
};

function plainWords(label: string): string {
  return label
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function meaningOf(words: string): VoyageStatus | undefined {
  return VOYAGE_STATUSES.find((status) =>
    WORDS[status].some((known) => plainWords(known) === words),
  );
}

export function suggestStatusMap(
  statuses: readonly MemberStatus[],
  extraLabels: readonly string[],
): SuggestedStatusMap {
  const labels = [...statuses.map(({ label }) => label), ...extraLabels];
  const toVoyage = new Map<string, VoyageStatus>();
  for (const label of labels) {
    const meaning = meaningOf(plainWords(label));
    if (meaning !== undefined) toVoyage.set(label, meaning);
  }
  const toSalesforce: Partial<Record<VoyageStatus, string>> = {};
  for (const status of VOYAGE_STATUSES) {
    const plainest = (label: string): number =>
      WORDS[status].findIndex((known) => plainWords(known) === plainWords(label));
    const [best] = statuses
      .filter(({ label }) => toVoyage.get(label) === status)
      .sort(
        (a, b) =>
          plainest(a.label) - plainest(b.label) ||
          a.sortOrder - b.sortOrder ||
          compareCodePoints(a.label, b.label),
      );
    if (best !== undefined) toSalesforce[status] = best.label;
  }
  return { toVoyage: Object.fromEntries(toVoyage), toSalesforce };
}
