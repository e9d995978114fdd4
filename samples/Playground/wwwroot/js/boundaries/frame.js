// The bytes of a frame, by name: the counterpart of Boundaries/Frame.cs.

const figureCount = 8;
export const mapSide = 48;
export const unitSide = 16;

export function readFrame(buffer) {
    const figures = new Float32Array(buffer, 0, figureCount);
    const parameterCount = figures[7];
    const maps = 4 * (figureCount + parameterCount);
    return {
        steps: figures[0],
        epochs: figures[1],
        trainingLoss: figures[2],
        testLoss: figures[3],
        trainingAccuracy: figures[4],
        testAccuracy: figures[5],
        hasDiverged: figures[6] === 1,
        parameters: new Float32Array(buffer, 4 * figureCount, parameterCount),
        map: new Uint8Array(buffer, maps, mapSide * mapSide),
        units: new Uint8Array(buffer, maps + mapSide * mapSide),
    };
}
