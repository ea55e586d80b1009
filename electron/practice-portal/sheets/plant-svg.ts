/** A pressed plant: stems that fork, leaves with their veins, flowers, straps that hold it; never outside its box. */
import type { Box } from './box.ts';
import type { Dice } from './dice.ts';

/** The plant is drawn in a box of one by one point four. */
const HIGH = 1.4;
const NODES = 11;

export function plantSvg({ x, y, width, height }: Box, dice: Dice): string {
  const id = 'bed';
  const fit = `translate(${x - width / 2} ${y - height / 2}) scale(${width} ${height / HIGH})`;
  const stems = Array.from({ length: dice.whole(2, 6) }, () => stemSvg(dice));
  const straps = Array.from({ length: 3 }, (_, at) => strapSvg(0.5 + dice.between(-0.06, 0.06), 1.25 - at * 0.3, dice));
  return `<clipPath id="${id}"><rect width="1" height="${HIGH}"/></clipPath>
<g transform="${fit}" clip-path="url(#${id})">${rootsSvg(dice)}${stems.join('')}${straps.join('')}</g>`;
}

function stemSvg(dice: Dice): string {
  const [top, lean, sway] = [dice.between(0.12, 0.4), dice.between(-0.4, 0.4), dice.between(0.01, 0.04)];
  const points = Array.from({ length: NODES }, (_, at) => {
    const up = at / (NODES - 1);
    return { x: 0.5 + lean * up * up + Math.sin(up * 5 + lean * 9) * sway, y: 1.28 - (1.28 - top) * up };
  });
  const path = points.map(point => `${f(point.x)} ${f(point.y)}`).join('L');
  const leaves = points.slice(1).map((point, at) => {
    const out = at % 2 === 0 ? -0.5 : Math.PI + 0.5;
    return leafSvg(point, out + dice.between(-0.4, 0.4), dice.between(0.16, 0.42) * (1 - at / 16), green(dice), dice);
  });
  const [last = { x: 0.5, y: top }] = points.slice(-1);
  return `<path d="M${path}" fill="none" stroke="#5d5a36" stroke-width="${dice.between(0.006, 0.013)}" stroke-linejoin="round"/>${leaves.join('')}${flowerSvg(last, dice)}`;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** One blade, pointed, with a midrib and side veins. */
function leafSvg(foot: Point, turn: number, length: number, colour: string, dice: Dice): string {
  const half = length * dice.between(0.06, 0.24);
  const at = (along: number, aside: number): string => {
    const [l, s] = [along * length, aside * half];
    return `${f(foot.x + Math.cos(turn) * l - Math.sin(turn) * s)} ${f(foot.y + Math.sin(turn) * l + Math.cos(turn) * s)}`;
  };
  const veins = [0.2, 0.35, 0.5, 0.65, 0.8].map(
    along => `M${at(along, 0)}L${at(along + 0.12, 0.62)}M${at(along, 0)}L${at(along + 0.12, -0.62)}`,
  );
  return `<path d="M${at(0, 0)}C${at(0.2, 1.3)} ${at(0.65, 1.1)} ${at(1, 0)}C${at(0.65, -1.1)} ${at(0.2, -1.3)} ${at(0, 0)}z" fill="${colour}" stroke="#33331f" stroke-opacity="0.4" stroke-width="0.0015"/>
<path d="M${at(0, 0)}L${at(0.96, 0)}${veins.join('')}" fill="none" stroke="#e9e3b4" stroke-opacity="0.35" stroke-width="0.0018"/>`;
}

function flowerSvg(centre: Point, dice: Dice): string {
  const [hue, size] = [dice.oneOf([42, 52, 280, 325, 350, 18, 250]), dice.between(0.05, 0.09)];
  const petals = Array.from({ length: dice.whole(8, 18) }, (_, at) => {
    const colour = `hsl(${hue + dice.between(-5, 5)} ${dice.whole(25, 60)}% ${dice.whole(38, 58)}%)`;
    return leafSvg(centre, at * 0.48 + dice.between(-0.1, 0.1), size, colour, dice);
  });
  return `${petals.join('')}<circle cx="${f(centre.x)}" cy="${f(centre.y)}" r="${f(size * 0.35)}" fill="#5c4222"/>`;
}

function rootsSvg(dice: Dice): string {
  const roots = Array.from({ length: 20 }, () => {
    const [across, down] = [dice.between(-0.16, 0.16), dice.between(0.03, 0.1)];
    return `M${f(dice.between(0.46, 0.54))} 1.27q${f(across * 0.3)} ${f(down * 0.6)} ${f(across)} ${f(down)}`;
  });
  return `<path d="${roots.join('')}" fill="none" stroke="#6b5335" stroke-width="0.0035"/>`;
}

const strapSvg = (x: number, y: number, dice: Dice): string =>
  `<rect x="${f(x - 0.07)}" y="${f(y)}" width="0.14" height="0.016" fill="#f8f4e9" stroke="#cfc5ad" stroke-width="0.001" transform="rotate(${f(dice.between(-8, 8))} ${f(x)} ${f(y)})"/>`;

const green = (dice: Dice): string => `hsl(${dice.whole(58, 96)} ${dice.whole(15, 34)}% ${dice.whole(24, 40)}%)`;
const f = (value: number): string => value.toFixed(4);
